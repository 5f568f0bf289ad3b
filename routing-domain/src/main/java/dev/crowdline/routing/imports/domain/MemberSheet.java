package dev.crowdline.routing.imports.domain;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Members as an operator lists them in a file. The first line names the columns: {@code name} and
 * {@code sign-in} must be there, {@code issuer}, {@code tier}, {@code skills} and {@code languages}
 * may. Skills are written {@code vpn 3; wi-fi 2}, languages {@code de; en}.
 *
 * @param columns those that are there
 * @param faults what is wrong, by line
 */
public record MemberSheet(Set<Column> columns, List<Listed> rows, List<Fault> faults) {
  /** The most members in one go. */
  public static final int MOST = 1_000;

  private static final int MOST_SKILLS = 100;
  private static final int MOST_LANGUAGES = 20;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_SIGN_IN = 500;
  private static final Pattern SKILL = Pattern.compile("(.+?)(?:[ :=]+([0-9]+))?");

  /** What a column says. */
  public enum Column {
    NAME,
    SIGN_IN,
    ISSUER,
    TIER,
    SKILLS,
    LANGUAGES;

    /** As it stands in the first line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One member.
   *
   * @param line from 1
   * @param signIn the subject by which the sign-in service knows the person
   * @param issuer of that subject; null for the community's usual one
   */
  public record Listed(
      int line,
      String name,
      String signIn,
      @Nullable String issuer,
      Tier tier,
      List<Need> skills,
      List<String> languages) {}

  /**
   * Something wrong.
   *
   * @param column null for the whole line
   */
  public record Fault(int line, @Nullable String column, String reason) {
    public static Fault in(int line, Column column, String reason) {
      return new Fault(line, column.word(), reason);
    }
  }

  /** Reads a file. */
  public static MemberSheet of(String text) {
    CsvText csv = CsvText.of(text);
    Reading reading = new Reading();
    if (csv.unclosed().isPresent()) {
      reading.fault(csv.unclosed().get(), null, "a quotation mark is not closed");
    } else if (csv.lines().isEmpty()) {
      reading.fault(1, null, "there is nothing; the first line names the columns");
    } else if (reading.header(csv.lines().getFirst())) {
      csv.lines().stream().skip(1).limit(MOST).forEach(reading::line);
      reading.judgeSize(csv.lines());
    }
    return new MemberSheet(
        Set.copyOf(reading.places.keySet()),
        List.copyOf(reading.rows),
        List.copyOf(reading.faults));
  }

  /** One pass over the lines. */
  private static final class Reading {
    private final Map<Column, Integer> places = new LinkedHashMap<>();
    private final List<Listed> rows = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<List<@Nullable String>, Integer> signIns = new HashMap<>();
    private int width;

    private void fault(int line, @Nullable Column column, String reason) {
      faults.add(new Fault(line, column == null ? null : column.word(), reason));
    }

    boolean header(CsvText.Line header) {
      width = header.cells().size();
      for (int i = 0; i < width; i++) {
        String word = header.cells().get(i).toLowerCase(Locale.ROOT).replaceAll("[ _]+", "-");
        Column column =
            Stream.of(Column.values()).filter(c -> c.word().equals(word)).findFirst().orElse(null);
        if (column == null) {
          fault(
              header.number(),
              null,
              "'" + header.cells().get(i) + "' is no column; there are " + words());
        } else if (places.putIfAbsent(column, i) != null) {
          fault(header.number(), column, "is there twice");
        }
      }
      for (Column needed : List.of(Column.NAME, Column.SIGN_IN)) {
        if (!places.containsKey(needed)) {
          fault(header.number(), needed, "is missing; the first line names the columns");
        }
      }
      return faults.isEmpty();
    }

    private static String words() {
      return Stream.of(Column.values()).map(Column::word).collect(Collectors.joining(", "));
    }

    void judgeSize(List<CsvText.Line> lines) {
      if (lines.size() == 1) {
        fault(lines.getFirst().number(), null, "no member follows");
      } else if (lines.size() > MOST + 1) {
        fault(
            lines.get(MOST + 1).number(),
            null,
            "at most " + MOST + " members at once; send them in parts");
      }
    }

    void line(CsvText.Line line) {
      int before = faults.size();
      if (line.cells().size() != width) {
        fault(
            line.number(),
            null,
            "has " + line.cells().size() + " columns and the first line has " + width);
        return;
      }
      String name = name(line);
      String signIn = cell(line, Column.SIGN_IN);
      String issuer = cell(line, Column.ISSUER);
      judgeSignIn(line.number(), signIn, issuer);
      Tier tier = tier(line);
      List<Need> skills = skills(line);
      List<String> languages = languages(line);
      if (faults.size() == before) {
        rows.add(
            new Listed(
                line.number(),
                name,
                signIn,
                issuer.isEmpty() ? null : issuer,
                tier,
                skills,
                languages));
      }
    }

    private String cell(CsvText.Line line, Column column) {
      Integer place = places.get(column);
      return place == null ? "" : line.cells().get(place);
    }

    private String name(CsvText.Line line) {
      String given = cell(line, Column.NAME);
      if (!VisibleText.isVisible(given) || !VisibleText.isName(given)) {
        fault(line.number(), Column.NAME, "must be there and have visible characters only");
      } else if (VisibleText.length(given) > LONGEST_NAME) {
        fault(line.number(), Column.NAME, "has at most " + LONGEST_NAME + " characters");
      } else if (VisibleText.looksOfficial(VisibleText.name(given))) {
        fault(
            line.number(),
            Column.NAME,
            "looks like admin, staff or support; people would take it for the company");
      } else {
        String name = VisibleText.name(given);
        Integer earlier = names.putIfAbsent(VisibleText.key(name), line.number());
        if (earlier != null) {
          fault(line.number(), Column.NAME, "is that of line " + earlier);
        }
        return name;
      }
      return given;
    }

    private void judgeSignIn(int line, String signIn, String issuer) {
      if (!VisibleText.isVisible(signIn) || VisibleText.length(signIn) > LONGEST_SIGN_IN) {
        fault(
            line, Column.SIGN_IN, "must be there, with at most " + LONGEST_SIGN_IN + " characters");
        return;
      }
      if (VisibleText.length(issuer) > LONGEST_SIGN_IN) {
        fault(line, Column.ISSUER, "has at most " + LONGEST_SIGN_IN + " characters");
      }
      Integer earlier = signIns.putIfAbsent(List.of(issuer, signIn), line);
      if (earlier != null) {
        fault(line, Column.SIGN_IN, "is that of line " + earlier);
      }
    }

    private Tier tier(CsvText.Line line) {
      String given = cell(line, Column.TIER);
      if (given.isEmpty()) {
        return Tier.COMMUNITY;
      }
      return Tier.all().stream()
          .filter(tier -> tier.name().equalsIgnoreCase(given))
          .findFirst()
          .orElseGet(() -> {
            fault(
                line.number(),
                Column.TIER,
                "'"
                    + given
                    + "' is none; there are "
                    + Tier.all().stream().map(Tier::name).toList());
            return Tier.COMMUNITY;
          });
    }

    private List<Need> skills(CsvText.Line line) {
      Map<String, Need> skills = new LinkedHashMap<>();
      for (String each : parts(cell(line, Column.SKILLS))) {
        Need need = skill(line.number(), each);
        if (need != null && skills.putIfAbsent(need.skill(), need) != null) {
          fault(line.number(), Column.SKILLS, "names '" + need.skill() + "' more than once");
        }
      }
      if (skills.size() > MOST_SKILLS) {
        fault(line.number(), Column.SKILLS, "are at most " + MOST_SKILLS);
      }
      return List.copyOf(skills.values());
    }

    private @Nullable Need skill(int line, String text) {
      Matcher matcher = SKILL.matcher(text);
      if (!matcher.matches()) {
        return null;
      }
      String name = VisibleText.name(Objects.requireNonNull(matcher.group(1), "a skill's name"));
      String level = matcher.group(2);
      if (!VisibleText.isName(name)
          || !VisibleText.isVisible(name)
          || VisibleText.length(name) > LONGEST_NAME) {
        fault(line, Column.SKILLS, "'" + text + "' is no skill and level such as vpn 3");
        return null;
      }
      if (level != null && !level.matches("[1-5]")) {
        fault(line, Column.SKILLS, "the level of '" + name + "' is from 1 to 5, not " + level);
        return null;
      }
      return new Need(name, level == null ? 1 : Integer.parseInt(level));
    }

    private List<String> languages(CsvText.Line line) {
      List<String> given = parts(cell(line, Column.LANGUAGES));
      for (String each : given) {
        if (Language.canonical(each).isEmpty()) {
          fault(line.number(), Column.LANGUAGES, "'" + each + "' " + Language.EXPECTED);
          return List.of("en");
        }
      }
      if (given.size() > MOST_LANGUAGES) {
        fault(line.number(), Column.LANGUAGES, "are at most " + MOST_LANGUAGES);
      }
      return given.isEmpty()
          ? List.of("en")
          : given.stream().map(Language::primary).distinct().toList();
    }

    private static List<String> parts(String cell) {
      return Stream.of(cell.split("[;,|\\n]"))
          .map(String::strip)
          .filter(each -> !each.isEmpty())
          .toList();
    }
  }
}
