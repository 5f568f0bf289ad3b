package dev.crowdline.intake.communities.persistence;

import dev.crowdline.intake.communities.domain.Community;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code community_terms}: a version of a community's terms, which nobody edits. */
@Entity
@Table(name = "community_terms")
@IdClass(TermsEntity.Key.class)
class TermsEntity {
  @Id String community;
  @Id int version;
  String text;
  Instant publishedAt;

  record Key(String community, int version) {}

  static TermsEntity of(Community community) {
    TermsEntity row = new TermsEntity();
    row.community = community.id();
    row.version = community.terms().version();
    row.text = community.terms().text();
    row.publishedAt = community.registeredAt();
    return row;
  }
}
