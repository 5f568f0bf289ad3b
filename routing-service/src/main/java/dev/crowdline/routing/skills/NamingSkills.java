package dev.crowdline.routing.skills;

import dev.crowdline.contracts.routing.SkillNamed;
import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.routing.skills.persistence.SkillRepository;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Versioned;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An operator names skills, one after the other in each community; the others hear of new ones. */
@ApplicationScoped
public class NamingSkills {
  private final Database database;
  private final SkillRepository skills;
  private final Acts acts;
  private final InstantSource clock;

  NamingSkills(Database database, SkillRepository skills, Acts acts, InstantSource clock) {
    this.database = database;
    this.skills = skills;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    SKILL_NAMED
  }

  /** Names a skill, or says anew what it means if what stands is still as {@code ifMatch} says. */
  public Versioned<Skill> put(Caller caller, Skill skill, @Nullable String ifMatch) {
    String community = caller.community();
    return database.transact(tx -> {
      skills.holdOthers(tx, community);
      Versioned<Skill> standing = skills.find(tx, community, skill.name());
      IfMatch.mustBe(ifMatch, Versioned.of(standing));
      // What stands can be edited when there is no room for one more.
      if (standing == null) {
        List<String> names = skills.names(tx, community);
        Spelling.mustBeNew("skill", skill.name(), names);
        if (names.size() >= SkillRepository.MOST) {
          throw Problem.of(
              ProblemType.NOT_ALLOWED_HERE,
              "a community has at most " + SkillRepository.MOST + " skills");
        }
        tx.state(community, community, clock.instant(), null, new SkillNamed(skill.name()));
      }
      acts.add(tx, caller, null, clock.instant(), Kind.SKILL_NAMED, Map.of("name", skill.name()));
      return skills.put(tx, community, skill);
    });
  }

  /** All skills of a community, by name. */
  public List<Skill> list(String community) {
    return database.transact(tx -> skills.of(tx, community));
  }

  /** A skill, which must exist. */
  public Versioned<Skill> get(String community, String name) {
    Versioned<Skill> found = database.transact(tx -> skills.find(tx, community, name));
    if (found == null) {
      throw Problem.notFound("skill", name);
    }
    return found;
  }
}
