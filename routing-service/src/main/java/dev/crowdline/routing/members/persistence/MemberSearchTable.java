package dev.crowdline.routing.members.persistence;

import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.MemberFilter;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds members, the newest first, at the same cost however many there are. Plans are made without
 * the values (ADR 9), so it is not the planner who chooses between the two ways: whoever is common
 * is found among the newest {@value #WALKED}, and only what those do not fill is looked up by its
 * facets, which is for whoever is rare.
 */
@ApplicationScoped
public class MemberSearchTable {
  static final int WALKED = 2_000;

  private static final Cursor NEWEST =
      new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

  /** Plan: Limit → Index Scan using member_listed; nested loop with member_presence_pk. */
  private static final String AMONG_THE_NEWEST =
      """
      with walked as (
        select m.id, m.registered_at, m.facets from member m
        where m.community = ? and (m.registered_at, m.id) < (?, ?)
        order by m.registered_at desc, m.id desc limit %d
      )
      select w.id from walked w join member_presence p on p.member_id = w.id
      where w.facets @> ? and (?::boolean is null or p.online = ?)
      order by w.registered_at desc, w.id desc limit ?
      """
          .formatted(WALKED);

  /** Plan: Bitmap Index Scan on member_by_facet, which the community is part of; top-N sort. */
  private static final String BY_FACETS =
      """
      with found as materialized (select id, community, registered_at from member where facets @> ?)
      select f.id from found f join member_presence p on p.member_id = f.id
      where f.community = ? and (f.registered_at, f.id) < (?, ?) and (?::boolean is null or p.online = ?)
      order by f.registered_at desc, f.id desc limit ?
      """;

  /** Plan: Index Only Scan using member_presence_of_community; nested loop with member_pk. */
  private static final String AMONG_THOSE_ONLINE =
      """
      with there as materialized (
        select m.id, m.registered_at, m.facets from member_presence p
        join member m on m.id = p.member_id and m.community = p.community
        where p.community = ? and p.online
      )
      select t.id from there t where t.facets @> ? and (t.registered_at, t.id) < (?, ?)
      order by t.registered_at desc, t.id desc limit ?
      """;

  private final MemberTable members;

  MemberSearchTable(MemberTable members) {
    this.members = members;
  }

  /** Those who are meant, in their order. */
  public List<Member> find(
      Sql sql, String community, MemberFilter filter, @Nullable Cursor after, int most) {
    List<UUID> ids = ids(sql, community, filter, after, most);
    Map<UUID, Member> found =
        members.withIds(sql, community, ids).stream()
            .collect(Collectors.toMap(Member::id, each -> each));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private List<UUID> ids(
      Sql sql, String community, MemberFilter filter, @Nullable Cursor after, int most) {
    if (filter.findsNobody()) {
      return List.of();
    }
    Cursor from = after == null ? NEWEST : after;
    SqlArray facets = SqlArray.texts(filter.facets(community));
    Boolean online = filter.online();
    List<UUID> near =
        sql.query(
            AMONG_THE_NEWEST,
            row -> row.uuid("id"),
            community,
            from.at(),
            from.id(),
            facets,
            online,
            online,
            most);
    if (near.size() == most) {
      return near;
    }
    return Boolean.TRUE.equals(online)
        ? sql.query(
            AMONG_THOSE_ONLINE,
            row -> row.uuid("id"),
            community,
            facets,
            from.at(),
            from.id(),
            most)
        : sql.query(
            BY_FACETS,
            row -> row.uuid("id"),
            facets,
            community,
            from.at(),
            from.id(),
            online,
            online,
            most);
  }
}
