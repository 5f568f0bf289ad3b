package dev.crowdline.routing.skills.persistence;

import dev.crowdline.routing.skills.domain.Skill;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.database.Versioned;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The skills of communities; at most a thousand each. */
@ApplicationScoped
public class SkillRepository implements PanacheRepositoryBase<SkillEntity, SkillEntity.Key> {
  public static final int MOST = 1_000;

  /** Adds a skill, or says anew what it means. */
  public Versioned<Skill> put(Tx tx, String community, Skill skill) {
    SkillEntity row = findById(new SkillEntity.Key(community, skill.name()));
    if (row == null) {
      row = new SkillEntity();
      row.community = community;
      row.name = skill.name();
      row.description = skill.description();
      persist(row);
    } else {
      row.description = skill.description();
    }
    flush();
    return row.toSkill();
  }

  /** Lets nobody else put a skill of the community until this transaction is over. */
  public void holdOthers(Tx tx, String community) {
    tx.query(
        "select pg_advisory_xact_lock(hashtext('skill ' || ?)) is null as held",
        row -> 1,
        community);
  }

  public List<String> names(Tx tx, String community) {
    return find("select s.name from SkillEntity s where s.community = ?1", community)
        .project(String.class)
        .list();
  }

  /** The skill of that name, or null. */
  public @Nullable Versioned<Skill> find(Tx tx, String community, String name) {
    SkillEntity found = findById(new SkillEntity.Key(community, name));
    return found == null ? null : found.toSkill();
  }

  /** All of a community, by name. */
  public List<Skill> of(Tx tx, String community) {
    return list("community", Sort.by("name"), community).stream()
        .map(row -> row.toSkill().value())
        .toList();
  }
}
