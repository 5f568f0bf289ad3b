package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which account.
 *
 * @param memberId null for an account of the community itself
 */
public record AccountKey(String community, @Nullable UUID memberId, AccountKind kind) {
  public AccountKey {
    if (kind.isOfCommunity() != (memberId == null)) {
      throw new IllegalArgumentException(kind + " of member " + memberId);
    }
  }

  /** The account of that kind that concerns a member, its own or the community's. */
  public static AccountKey of(String community, UUID memberId, AccountKind kind) {
    return new AccountKey(community, kind.isOfCommunity() ? null : memberId, kind);
  }
}
