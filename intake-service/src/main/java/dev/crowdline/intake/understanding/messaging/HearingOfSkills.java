package dev.crowdline.intake.understanding.messaging;

import dev.crowdline.contracts.routing.SkillNamed;
import dev.crowdline.intake.understanding.persistence.HeardSkillTable;
import dev.crowdline.intake.understanding.persistence.HeardSkillTable.Heard;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.inbox.Arrivals;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the skills that communities name; a name heard again, or before its community, is kept. */
@ApplicationScoped
public class HearingOfSkills {
  private final HeardSkillTable skills;

  HearingOfSkills(HeardSkillTable skills) {
    this.skills = skills;
  }

  /** Applies what concerns skills. */
  public void apply(Tx tx, Arrivals arrivals) {
    List<Heard> heard =
        arrivals.of(SkillNamed.class).stream()
            .map(fact -> new Heard(fact.community(), fact.data().name()))
            .toList();
    if (!heard.isEmpty()) {
      skills.add(tx, heard);
    }
  }
}
