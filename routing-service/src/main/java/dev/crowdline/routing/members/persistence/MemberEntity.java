package dev.crowdline.routing.members.persistence;

import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.members.domain.Facets;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.Pause;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code member}: who a member is, and what was granted and chosen. */
@Entity
@Table(name = "member")
@IdClass(MemberEntity.Key.class)
class MemberEntity {
  @Id String community;
  @Id UUID id;

  @Column(updatable = false)
  String issuer;

  @Column(updatable = false)
  String subject;

  String alias;
  @Nullable String aliasKey;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Tier tier;

  String[] languages;
  String[] sites;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Integer> skillCeiling;

  int capacity;
  @Nullable Integer ownLimit;
  boolean paused;
  @Nullable String pauseReason;
  @Nullable Instant pauseSince;
  @Nullable Instant pauseUntil;
  String[] facets;
  @Nullable Integer termsVersion;

  @Column(updatable = false)
  Instant registeredAt;

  @Version long version = 1;

  record Key(String community, UUID id) {}

  static MemberEntity of(Member member, String issuer, String subject) {
    MemberEntity row = new MemberEntity();
    row.community = member.community();
    row.id = member.id();
    row.issuer = issuer;
    row.subject = subject;
    row.registeredAt = member.registeredAt();
    row.take(member);
    return row;
  }

  /** Takes over what may change of a member. */
  void take(Member member) {
    // Of two that were one before it was looked at, the later has another key.
    if (!member.alias().equals(alias)) {
      alias = member.alias();
      aliasKey = VisibleText.key(alias);
    }
    tier = member.tier();
    languages = member.languages().toArray(String[]::new);
    sites = member.sites().toArray(String[]::new);
    skillCeiling = member.skillCeiling();
    capacity = member.capacity();
    ownLimit = member.ownLimit();
    paused = member.paused();
    Pause pause = member.pause();
    pauseReason = pause == null ? null : pause.reason();
    pauseSince = pause == null ? null : pause.since();
    pauseUntil = pause == null ? null : pause.until();
    facets = Facets.of(member).toArray(String[]::new);
    termsVersion = member.termsVersion();
  }
}
