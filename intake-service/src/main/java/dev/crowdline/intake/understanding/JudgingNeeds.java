package dev.crowdline.intake.understanding;

import dev.crowdline.contracts.Need;
import dev.crowdline.intake.understanding.persistence.HeardSkillTable;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A need names a skill of the community: another spelling would never be offered to anybody. As
 * routing does with members' skills, a community that has named none beside the general one may
 * need anything.
 */
@ApplicationScoped
public class JudgingNeeds {
  /** What is needed where nothing was understood; it needs no name. */
  private static final String GENERAL = "general";

  private static final String SKILL = "skill (one named a moment ago is known here within seconds)";

  private final HeardSkillTable skills;

  JudgingNeeds(HeardSkillTable skills) {
    this.skills = skills;
  }

  /**
   * Refuses the first need that names no skill, with the nearest.
   *
   * @param standing what was taken before, and stays
   */
  public void judge(Sql sql, String community, List<Need> given, List<Need> standing) {
    if (given.isEmpty()) {
      return;
    }
    List<String> heard = skills.of(sql, community);
    if (heard.stream().allMatch(GENERAL::equals)) {
      return;
    }
    Set<String> known = new HashSet<>(heard);
    known.add(GENERAL);
    standing.forEach(need -> known.add(need.skill()));
    for (int i = 0; i < given.size(); i++) {
      Spelling.mustStand("needs[" + i + "].skill", SKILL, given.get(i).skill(), known);
    }
  }
}
