package dev.crowdline.rewards.ledger.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which account.
 *
 * @param memberId null for the community's issuance
 */
public record AccountKey(String community, @Nullable UUID memberId, AccountKind kind) {
  public AccountKey {
    if ((kind == AccountKind.ISSUANCE) != (memberId == null)) {
      throw new IllegalArgumentException(kind + " of member " + memberId);
    }
  }

  /** The community's account that points come from. */
  public static AccountKey issuance(String community) {
    return new AccountKey(community, null, AccountKind.ISSUANCE);
  }

  /** The account of that kind that concerns a member; issuance is the community's. */
  public static AccountKey of(String community, UUID memberId, AccountKind kind) {
    return kind == AccountKind.ISSUANCE
        ? issuance(community)
        : new AccountKey(community, memberId, kind);
  }
}
