package dev.crowdline.routing.members.web;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What callers say of a member, as it is kept. */
public final class MemberInput {
  /** BCP 47: a language of two or three letters, and what specifies it. */
  public static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}";

  public static final String LANGUAGE_TAG = "must be a BCP 47 language tag such as en or pt-BR";

  private MemberInput() {}

  /** Languages as they are compared; one that nobody can match is refused by its place. */
  static List<String> languages(List<String> given) {
    for (int i = 0; i < given.size(); i++) {
      if (Language.canonical(given.get(i)).isEmpty()) {
        throw Problem.field(ProblemType.INVALID, "languages[" + i + "]", Language.EXPECTED);
      }
    }
    return Registering.languages(given);
  }

  /** A name as it is kept; nobody may be taken for the company, which shows by tier. */
  static String alias(String given) {
    String alias = VisibleText.name(given);
    if (VisibleText.looksOfficial(alias)) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          "alias",
          "looks like admin, staff or support; people would take it for the company");
    }
    return alias;
  }

  static List<Need> distinct(List<Need> skills) {
    return distinct("skills", skills);
  }

  /** Each skill once; the field is where they were given. */
  public static List<Need> distinct(String field, List<Need> skills) {
    Set<String> names = new HashSet<>();
    for (Need each : skills) {
      if (!names.add(each.skill())) {
        throw Problem.field(
            ProblemType.INVALID, field, "names '" + each.skill() + "' more than once");
      }
    }
    return skills;
  }
}
