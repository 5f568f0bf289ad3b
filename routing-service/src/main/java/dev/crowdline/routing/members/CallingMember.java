package dev.crowdline.routing.members;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The member that a caller is. Who is whom never changes and is kept; the member itself is not. */
@ApplicationScoped
public class CallingMember {
  private static final int MOST_KEPT = 200_000;

  private final Database database;
  private final MemberTable members;
  private final MemberIndex index;
  private final Cache<Identity, UUID> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  CallingMember(Database database, MemberTable members, MemberIndex index) {
    this.database = database;
    this.members = members;
    this.index = index;
  }

  private record Identity(String community, String issuer, String subject) {}

  /** The member, or a refusal that says how to become one. */
  public Member of(Caller caller) {
    Member member = find(caller);
    if (member == null) {
      throw Problem.of(
          ProblemType.NOT_FOUND,
          "you are not a member of " + caller.community() + " yet; register with POST /v1/members");
    }
    return member;
  }

  /** The member, or null for a person who is not registered. */
  public @Nullable Member find(Caller caller) {
    Identity identity =
        new Identity(caller.community(), caller.issuerOfPerson(), caller.subjectOfPerson());
    UUID id = kept.getIfPresent(identity);
    Member known = id == null ? null : index.find(id);
    // Terms may have been accepted a moment ago, by way of another replica.
    return known != null && known.termsVersion() != null ? known : read(identity);
  }

  private @Nullable Member read(Identity identity) {
    Member member =
        database.read(sql ->
            members.ofPerson(sql, identity.community(), identity.issuer(), identity.subject()));
    if (member != null) {
      kept.put(identity, member.id());
    }
    return member;
  }
}
