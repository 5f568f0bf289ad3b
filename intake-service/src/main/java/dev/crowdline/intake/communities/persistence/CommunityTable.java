package dev.crowdline.intake.communities.persistence;

import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.intake.communities.domain.Community;
import dev.crowdline.intake.communities.domain.Terms;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Communities in the table that every service has, written here by the same columns as the other
 * services write them from the fact; the text of the terms in a table of intake's own.
 */
@ApplicationScoped
public class CommunityTable {

  /** Adds a community; false when there is one of that id. */
  public boolean add(Tx tx, Community community) {
    int added =
        tx.update(
            """
            with added as (
              insert into community (id, name, pace, policy, terms_version, registered_at)
              values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing
              returning id, terms_version, registered_at
            )
            insert into community_terms (community, version, text, published_at)
            select id, terms_version, ?, registered_at from added
            """,
            community.id(),
            community.name(),
            community.pace(),
            new Json(community.policy()),
            community.terms().version(),
            community.registeredAt(),
            community.terms().text());
    return added == 1;
  }

  /** The community of that id, or null. */
  public @Nullable Community find(Sql sql, String id) {
    return sql.one(
        """
        select c.*, t.text from community c
        join community_terms t on t.community = c.id and t.version = c.terms_version
        where c.id = ?
        """,
        row ->
            new Community(
                row.text("id"),
                row.text("name"),
                row.constant("pace", Pace.class),
                row.json("policy", Policy.class),
                new Terms(row.integer("terms_version"), row.text("text")),
                row.instant("registered_at")),
        id);
  }
}
