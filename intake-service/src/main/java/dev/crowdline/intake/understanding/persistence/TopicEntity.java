package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code topic}. */
@Entity
@Table(name = "topic")
@IdClass(TopicEntity.Key.class)
class TopicEntity {
  @Id String community;
  @Id String name;
  String[] keywords;
  String[] examples;

  @JdbcTypeCode(SqlTypes.JSON)
  List<Need> needs;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Nullable Tier minimumTier;

  @Nullable Integer communityPercent;

  Instant changedAt;
  @Version long version = 1;

  record Key(String community, String name) {}

  void take(Topic topic, Instant now) {
    keywords = topic.keywords().toArray(String[]::new);
    examples = topic.examples().toArray(String[]::new);
    needs = topic.needs();
    minimumTier = topic.minimumTier();
    communityPercent = topic.communityPercent();
    changedAt = now;
  }

  Versioned<Topic> toTopic() {
    return new Versioned<>(
        new Topic(name, List.of(keywords), List.of(examples), needs, minimumTier, communityPercent),
        version);
  }
}
