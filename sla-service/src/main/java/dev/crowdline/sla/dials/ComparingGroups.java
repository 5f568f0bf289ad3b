package dev.crowdline.sla.dials;

import dev.crowdline.sla.dials.domain.Comparison;
import dev.crowdline.sla.dials.domain.Group;
import dev.crowdline.sla.dials.persistence.DialTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.tenancy.Communities;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Compares what the community makes of a topic with what staff makes of it. */
@ApplicationScoped
public class ComparingGroups {
  private static final Duration BACK = Duration.ofDays(90);
  private static final int MOST = 50_000;

  private final Database database;
  private final DialTable dials;
  private final Communities communities;
  private final InstantSource clock;

  ComparingGroups(
      Database database, DialTable dials, Communities communities, InstantSource clock) {
    this.database = database;
    this.dials = dials;
    this.communities = communities;
    this.clock = clock;
  }

  /** Both groups of a topic under the dial of its latest request, at the costs in force. */
  public Comparison of(String community, String topic) {
    Instant since = clock.instant().minus(BACK);
    return database.read(sql -> {
      Integer percent = dials.latest(sql, community, topic);
      if (percent == null) {
        throw Problem.of(
            ProblemType.NOT_FOUND,
            "no request of topic %s was sent anywhere by a dial yet".formatted(topic));
      }
      Map<Boolean, Group> groups =
          dials.groups(
              sql,
              community,
              topic,
              percent,
              since,
              MOST,
              communities.of(community).policy().cost());
      return Comparison.of(
          topic,
          percent,
          groups.getOrDefault(true, Group.NONE),
          groups.getOrDefault(false, Group.NONE));
    });
  }
}
