package dev.crowdline.support.tenancy;

import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.running.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The communities that this service has heard of; what is read here is at most two seconds old. */
@ApplicationScoped
public class Communities {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final String KNOWN =
      """
      select c.id, c.name, c.pace, c.terms_version, p.version, p.content,
        e.version as earning_version, e.content as earning
      from community c
      cross join lateral (
        select version, content from policy where community = c.id order by version desc limit 1
      ) p
      left join lateral (
        select version, content from earning_rules where community = c.id order by version desc limit 1
      ) e on true
      """;

  private final Database database;
  private final Map<String, Community> kept = new ConcurrentHashMap<>();
  private @Nullable Loop loop;

  Communities(Database database) {
    this.database = database;
  }

  /**
   * A community.
   *
   * @param policy the one in force
   * @param policyVersion which version of it that is
   * @param earning the earning rules in force; what the policy says as long as none were stated
   * @param earningVersion which version of them that is; 0 where none were stated
   * @param termsVersion what a member must have accepted before being offered anything
   */
  public record Community(
      String id,
      String name,
      Pace pace,
      Policy policy,
      int policyVersion,
      EarningRules earning,
      int earningVersion,
      int termsVersion) {}

  /** The policy in force; the product's defaults for a community not heard of yet. */
  public Policy policyOf(String community) {
    return of(community).policy();
  }

  /** The community, with the product's defaults as long as nothing was heard of it. */
  public Community of(String id) {
    Community known = kept.get(id);
    if (known != null) {
      return known;
    }
    Community read = read(id);
    if (read == null) {
      Policy policy = Policy.of(Pace.PRODUCT);
      return new Community(id, id, Pace.PRODUCT, policy, 1, EarningRules.of(policy), 0, 1);
    }
    kept.put(id, read);
    return read;
  }

  void start(@Observes StartupEvent event) {
    loop = Loop.every("communities", FRESH, this::readAgain);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
  }

  /**
   * What is kept is read again here, each second and when a policy was heard of, and never by who
   * asks: a transaction that asked for a second connection could wait for itself when all
   * connections are in use.
   */
  void readAgain() {
    if (!kept.isEmpty()) {
      database
          .read(sql ->
              sql.query(
                  KNOWN + "where c.id = any(?)",
                  Communities::community,
                  SqlArray.texts(Set.copyOf(kept.keySet()))))
          .forEach(community -> kept.put(community.id(), community));
    }
  }

  private @Nullable Community read(String id) {
    return database.read(sql -> sql.one(KNOWN + "where c.id = ?", Communities::community, id));
  }

  private static Community community(Row row) {
    Policy policy = row.json("content", Policy.class);
    Integer earningVersion = row.integerOrNull("earning_version");
    return new Community(
        row.text("id"),
        row.text("name"),
        row.constant("pace", Pace.class),
        policy,
        row.integer("version"),
        earningVersion == null ? EarningRules.of(policy) : row.json("earning", EarningRules.class),
        earningVersion == null ? 0 : earningVersion,
        row.integer("terms_version"));
  }
}
