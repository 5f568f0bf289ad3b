package dev.crowdline.sla.members;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.sla.members.persistence.MemberTable;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.security.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Up to which minimum tier a caller may read (P14): an operator all; a member up to its tier, as
 * routing stated it. A provider may narrow that with the claim {@code tier}; a value that is none
 * counts as the lowest. Who has the role {@code specialist}, is no member yet and carries no claim
 * is taken for staff. Routing judges again when something is claimed.
 */
@ApplicationScoped
public class ReadingTier {
  static final String CLAIM = "tier";
  private final Database database;
  private final MemberTable members;

  ReadingTier(Database database, MemberTable members) {
    this.database = database;
    this.members = members;
  }

  public Tier of(Caller caller, SecurityIdentity identity) {
    if (caller.is(Caller.OPERATOR)) {
      return Tier.SPECIALIST;
    }
    String person = MemberIdentity.of(caller.issuerOfPerson(), caller.subjectOfPerson());
    Tier member = database.read(sql -> members.tier(sql, caller.community(), person));
    return lower(
        Objects.requireNonNullElse(member, Tier.SPECIALIST),
        identity.getPrincipal() instanceof JsonWebToken token ? claimed(token) : null);
  }

  static Tier lower(Tier tier, @Nullable Tier other) {
    return other == null || other.reaches(tier) ? tier : other;
  }

  /** Null when the token says nothing. */
  static @Nullable Tier claimed(JsonWebToken token) {
    if (!token.containsClaim(CLAIM)) {
      return null;
    }
    String value = String.valueOf(token.<Object>getClaim(CLAIM));
    return Tier.all().stream()
        .filter(tier -> tier.name().equals(value))
        .findFirst()
        .orElse(Tier.COMMUNITY);
  }
}
