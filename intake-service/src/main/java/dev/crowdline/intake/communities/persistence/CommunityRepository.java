package dev.crowdline.intake.communities.persistence;

import dev.crowdline.intake.communities.domain.Community;
import dev.crowdline.intake.communities.domain.Registered;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.PolicyTable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Communities in the table that every service has: here as an administrator registers them,
 * elsewhere as they are heard of. The text of the terms is in a table of intake's own.
 */
@ApplicationScoped
public class CommunityRepository implements PanacheRepositoryBase<CommunityEntity, String> {
  private static final int FIRST = 1;

  private final PolicyTable policies;

  CommunityRepository(PolicyTable policies) {
    this.policies = policies;
  }

  /** Adds a community; false when there is one of that id, and the transaction must end. */
  public boolean add(Tx tx, Community community) {
    if (findById(community.id()) != null) {
      return false;
    }
    try {
      persistAndFlush(CommunityEntity.of(community));
    } catch (ConstraintViolationException e) {
      // Somebody else, at the same moment.
      return false;
    }
    getEntityManager().persist(TermsEntity.of(community));
    policies.add(tx, community.id(), FIRST, community.policy(), community.registeredAt());
    return true;
  }

  /** The community of that id, or null. */
  public @Nullable Community find(Tx tx, String id) {
    CommunityEntity found = findById(id);
    return found == null
        ? null
        : found.toCommunity(policies.inForce(tx, List.of(id)).getFirst().policy(), termsOf(found));
  }

  /** All communities by their ids, those after one; the primary key has them in this order. */
  public List<Registered> after(Tx tx, String id, int most) {
    return find("id > ?1 order by id", id).range(0, most - 1).stream()
        .map(row -> new Registered(row.id, row.name, row.pace, row.registeredAt))
        .toList();
  }

  private TermsEntity termsOf(CommunityEntity community) {
    return Objects.requireNonNull(
        getEntityManager()
            .find(TermsEntity.class, new TermsEntity.Key(community.id, community.termsVersion)),
        "a version of terms in force has a text");
  }
}
