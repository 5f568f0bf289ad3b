package dev.crowdline.support.tenancy;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The communities that this service has heard of; what is read here is at most two seconds old. */
@ApplicationScoped
public class Communities {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Database database;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  Communities(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A community.
   *
   * @param termsVersion what a member must have accepted before being offered anything
   */
  public record Community(String id, String name, Pace pace, Policy policy, int termsVersion) {}

  private record Kept(Community community, Instant readAt) {}

  /** The policy in force; the product's defaults for a community not heard of yet. */
  public Policy policyOf(String community) {
    return of(community).policy();
  }

  /** The community, with the product's defaults as long as nothing was heard of it. */
  public Community of(String id) {
    Kept known = kept.get(id);
    if (known != null && known.readAt().isAfter(clock.instant().minus(FRESH))) {
      return known.community();
    }
    Community read = read(id);
    kept.put(id, new Kept(read, clock.instant()));
    return read;
  }

  private Community read(String id) {
    Community found =
        database.read(sql ->
            sql.one(
                "select * from community where id = ?",
                row ->
                    new Community(
                        row.text("id"),
                        row.text("name"),
                        row.constant("pace", Pace.class),
                        row.json("policy", Policy.class),
                        row.integer("terms_version")),
                id));
    return found != null ? found : new Community(id, id, Pace.PRODUCT, Policy.of(Pace.PRODUCT), 1);
  }
}
