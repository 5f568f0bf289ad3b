package dev.crowdline.routing.skills.persistence;

import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.support.database.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** A row of {@code skill}. */
@Entity
@Table(name = "skill")
@IdClass(SkillEntity.Key.class)
class SkillEntity {
  @Id String community;
  @Id String name;
  String description;
  @Version long version = 1;

  record Key(String community, String name) {}

  Versioned<Skill> toSkill() {
    return new Versioned<>(new Skill(name, description), version);
  }
}
