package dev.crowdline.intake.understanding.persistence;

import dev.crowdline.intake.understanding.domain.Topic;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topics of the communities, as an operator edits them. */
@ApplicationScoped
public class TopicRepository implements PanacheRepositoryBase<TopicEntity, TopicEntity.Key> {

  /** Adds or replaces a topic; it stands at the version that is returned. */
  public Versioned<Topic> put(Tx tx, String community, Topic topic, Instant now) {
    TopicEntity row = findById(new TopicEntity.Key(community, topic.name()));
    if (row == null) {
      row = new TopicEntity();
      row.community = community;
      row.name = topic.name();
      row.take(topic, now);
      persist(row);
    } else {
      row.take(topic, now);
    }
    flush();
    return row.toTopic();
  }

  /** All of a community, by name. */
  public List<Versioned<Topic>> of(Tx tx, String community) {
    return list("community", Sort.by("name"), community).stream()
        .map(TopicEntity::toTopic)
        .toList();
  }

  /** The topic of that name, or null. */
  public @Nullable Versioned<Topic> find(Tx tx, String community, String name) {
    TopicEntity found = findById(new TopicEntity.Key(community, name));
    return found == null ? null : found.toTopic();
  }

  /** Removes a topic, which stands. */
  public void remove(Tx tx, String community, String name) {
    deleteById(new TopicEntity.Key(community, name));
  }
}
