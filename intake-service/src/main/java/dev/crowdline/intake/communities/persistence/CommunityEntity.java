package dev.crowdline.intake.communities.persistence;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.intake.communities.domain.Community;
import dev.crowdline.intake.communities.domain.Terms;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code community}; the text of its terms is in {@link TermsEntity}. */
@Entity
@Table(name = "community")
class CommunityEntity {
  @Id String id;
  String name;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Pace pace;

  int termsVersion;
  Instant registeredAt;
  @Version long version = 1;

  static CommunityEntity of(Community community) {
    CommunityEntity row = new CommunityEntity();
    row.id = community.id();
    row.name = community.name();
    row.pace = community.pace();
    row.termsVersion = community.terms().version();
    row.registeredAt = community.registeredAt();
    return row;
  }

  Community toCommunity(Policy policy, TermsEntity terms) {
    return new Community(
        id, name, pace, policy, new Terms(terms.version, terms.text), registeredAt);
  }
}
