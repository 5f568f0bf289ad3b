package dev.crowdline.routing.imports.persistence;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.members.domain.Facets;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.support.database.Json;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many members in a statement each, instead of one after the other. */
@ApplicationScoped
public class ImportTable {

  /** A person, as the sign-in service knows them. */
  public record Identity(String issuer, String subject) {}

  /** A new member and whom it is. */
  public record Added(Member member, Identity identity) {}

  /** A row as it is written; PostgreSQL reads it from JSON, for its lists have no common length. */
  private record MemberRow(
      UUID id,
      String issuer,
      String subject,
      String alias,
      String aliasKey,
      String tier,
      List<String> languages,
      List<String> sites,
      Map<String, Integer> skillCeiling,
      int capacity,
      Set<String> facets,
      Instant registeredAt) {

    static MemberRow of(Member m, String issuer, String subject) {
      return new MemberRow(
          m.id(),
          issuer,
          subject,
          m.alias(),
          VisibleText.key(m.alias()),
          m.tier().name(),
          m.languages(),
          m.sites(),
          m.skillCeiling(),
          m.capacity(),
          Facets.of(m),
          m.registeredAt());
    }
  }

  /** Locks the members that these persons are, in id order. */
  public Map<Identity, UUID> lock(Tx tx, String community, Collection<Identity> persons) {
    record Found(Identity identity, UUID id) {}

    return tx
        .query(
            """
            select m.id, m.issuer, m.subject from member m
            join (select unnest(?::text[]) as issuer, unnest(?::text[]) as subject) as g
              on m.issuer = g.issuer and m.subject = g.subject and m.community = ?
            order by m.id for update of m
            """,
            row -> new Found(new Identity(row.text("issuer"), row.text("subject")), row.uuid("id")),
            SqlArray.texts(persons, Identity::issuer),
            SqlArray.texts(persons, Identity::subject),
            community)
        .stream()
        .collect(Collectors.toMap(Found::identity, Found::id));
  }

  /** Which of these names members have, as they are compared. */
  public Set<String> taken(Tx tx, String community, Collection<String> names) {
    return Set.copyOf(
        tx
            .query(
                """
                select alias from member where community = ? and alias_key = any(?)
                union select alias from member where community = ? and alias = any(?)
                """,
                row -> row.text("alias"),
                community,
                SqlArray.texts(names, VisibleText::key),
                community,
                SqlArray.texts(names))
            .stream()
            .flatMap(alias -> Stream.of(alias, VisibleText.key(alias)))
            .toList());
  }

  /** Adds members of a community with all that lies beside them. */
  public void add(Tx tx, String community, List<Added> added) {
    if (added.isEmpty()) {
      return;
    }
    tx.update(
        """
        insert into member (community, id, issuer, subject, alias, alias_key, tier, languages, sites,
          skill_ceiling, capacity, facets, registered_at)
        select ?, g.* from jsonb_to_recordset(?) as g(id uuid, issuer text, subject text, alias text,
          "aliasKey" text, tier text, languages text[], sites text[], "skillCeiling" jsonb, capacity integer,
          facets text[], "registeredAt" timestamptz)
        """,
        community,
        new Json(
            added.stream()
                .map(each ->
                    MemberRow.of(
                        each.member(), each.identity().issuer(), each.identity().subject()))
                .toList()));
    List<Member> members = added.stream().map(Added::member).toList();
    tx.update(
        """
        insert into member_load (member_id, community, tier_rank, capacity, idle_since)
        select g.id, ?, g.tier_rank, g.capacity, g.idle_since
        from (select unnest(?::uuid[]) as id, unnest(?::integer[]) as tier_rank, unnest(?::integer[]) as capacity, unnest(?::timestamptz[]) as idle_since) as g
        """,
        community,
        SqlArray.uuids(members, Member::id),
        SqlArray.ints(members, each -> each.tier().rank()),
        SqlArray.ints(members, Member::mayHold),
        SqlArray.instants(members, Member::idleSince));
    tx.update(
        "insert into member_presence (member_id, community) select id, ? from unnest(?::uuid[]) as id",
        community,
        SqlArray.uuids(members, Member::id));
    addSkills(tx, community, members);
  }

  /** Stores skills, languages and tiers of members who are locked. */
  public void change(Tx tx, String community, List<Member> members) {
    if (members.isEmpty()) {
      return;
    }
    tx.update(
        """
        update member m set tier = g.tier, languages = g.languages, skill_ceiling = g."skillCeiling",
          facets = g.facets, version = m.version + 1
        from jsonb_to_recordset(?) as g(id uuid, tier text, languages text[], "skillCeiling" jsonb, facets text[])
        where m.id = g.id and m.community = ?
        """,
        new Json(members.stream().map(each -> MemberRow.of(each, "", "")).toList()),
        community);
    tx.update(
        """
        update member_load l set tier_rank = g.tier_rank
        from (select unnest(?::uuid[]) as id, unnest(?::integer[]) as tier_rank) as g where l.member_id = g.id and l.community = ?
        """,
        SqlArray.uuids(members, Member::id),
        SqlArray.ints(members, each -> each.tier().rank()),
        community);
    tx.update(
        "delete from member_skill where member_id = any(?) and community = ?",
        SqlArray.uuids(members, Member::id),
        community);
    addSkills(tx, community, members);
  }

  private static void addSkills(Tx tx, String community, List<Member> members) {
    record Known(UUID member, String skill, int level) {}

    List<Known> known =
        members.stream()
            .flatMap(m -> m.skills().stream().map(s -> new Known(m.id(), s.skill(), s.level())))
            .toList();
    tx.update(
        """
        insert into member_skill (member_id, community, skill, level)
        select g.member_id, ?, g.skill, g.level
        from (select unnest(?::uuid[]) as member_id, unnest(?::text[]) as skill, unnest(?::integer[]) as level) as g
        """,
        community,
        SqlArray.uuids(known, Known::member),
        SqlArray.texts(known, Known::skill),
        SqlArray.ints(known, Known::level));
  }
}
