package dev.crowdline.routing.skills;

import dev.crowdline.contracts.routing.SkillNamed;
import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.routing.skills.persistence.SkillTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** An operator names skills, one after the other in each community; the others hear of new ones. */
@ApplicationScoped
public class NamingSkills {
  private final Database database;
  private final SkillTable skills;
  private final InstantSource clock;

  NamingSkills(Database database, SkillTable skills, InstantSource clock) {
    this.database = database;
    this.skills = skills;
    this.clock = clock;
  }

  /** Names a skill, or says anew what it means. */
  public void put(String community, Skill skill) {
    database.transact(tx -> {
      List<String> standing = skills.names(tx, community);
      Spelling.mustBeNew("skill", skill.name(), standing);
      // What stands can be edited when there is no room for one more.
      if (!standing.contains(skill.name())) {
        if (standing.size() >= SkillTable.MOST) {
          throw Problem.of(
              ProblemType.NOT_ALLOWED_HERE,
              "a community has at most " + SkillTable.MOST + " skills");
        }
        tx.state(community, community, clock.instant(), null, new SkillNamed(skill.name()));
      }
      skills.put(tx, community, skill);
      return null;
    });
  }

  /** All skills of a community, by name. */
  public List<Skill> list(String community) {
    return database.read(sql -> skills.list(sql, community));
  }
}
