package dev.crowdline.intake.communities;

import dev.crowdline.contracts.Pace;
import dev.crowdline.intake.communities.domain.Community;
import dev.crowdline.intake.communities.domain.Registered;
import dev.crowdline.intake.communities.messaging.StatingCommunities;
import dev.crowdline.intake.communities.persistence.CommunityRepository;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An administrator makes tenants. */
@ApplicationScoped
public class RegisteringCommunities {
  private final Database database;
  private final CommunityRepository communities;
  private final Acts acts;
  private final Idempotency idempotency;
  private final InstantSource clock;

  RegisteringCommunities(
      Database database,
      CommunityRepository communities,
      Acts acts,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.communities = communities;
    this.acts = acts;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    COMMUNITY_REGISTERED
  }

  /** What is asked for. */
  public record Registration(String id, String name, Pace pace, String terms) {}

  /** Registers a community, once. */
  public Community register(Caller caller, @Nullable String key, Registration wanted) {
    database.transact(tx ->
        idempotency.run(
            tx,
            caller,
            "register-community",
            key,
            wanted,
            201,
            () -> {
              Community community =
                  Community.begin(
                      wanted.id(), wanted.name(), wanted.pace(), wanted.terms(), clock.instant());
              if (!communities.add(tx, community)) {
                throw Problem.of(ProblemType.ALREADY_EXISTS, "there is a community " + wanted.id());
              }
              StatingCommunities.registered(tx, community);
              acts.add(
                  tx,
                  caller,
                  community.id(),
                  null,
                  clock.instant(),
                  Kind.COMMUNITY_REGISTERED,
                  Map.of("name", community.name()));
              return community.id();
            }));
    return get(wanted.id());
  }

  /** All communities by their ids, those after one. */
  public List<Registered> after(String id, int most) {
    return database.transact(tx -> communities.after(tx, id, most));
  }

  /** The community of that id, which must exist. */
  public Community get(String id) {
    Community found = database.transact(tx -> communities.find(tx, id));
    if (found == null) {
      throw Problem.notFound("community", id);
    }
    return found;
  }
}
