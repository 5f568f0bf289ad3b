package dev.crowdline.routing.notes;

import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.members.CallingMember;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.notes.domain.Mention;
import dev.crowdline.routing.notes.domain.StaffNote;
import dev.crowdline.routing.notes.persistence.NoteTable;
import dev.crowdline.routing.routes.SeeingRoutes;
import dev.crowdline.routing.routes.domain.Route;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.Cursor;
import dev.crowdline.support.web.Limit;
import dev.crowdline.support.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Staff leaves notes on requests, for all of staff who may read them or for some by name. */
@ApplicationScoped
public class NotingRoutes {
  private final Database database;
  private final SeeingRoutes seeing;
  private final CallingMember callers;
  private final MemberTable members;
  private final NoteTable notes;
  private final Idempotency idempotency;
  private final InstantSource clock;

  NotingRoutes(
      Database database,
      SeeingRoutes seeing,
      CallingMember callers,
      MemberTable members,
      NoteTable notes,
      Idempotency idempotency,
      InstantSource clock) {
    this.database = database;
    this.seeing = seeing;
    this.callers = callers;
    this.members = members;
    this.notes = notes;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** Leaves a note, at most once per key. */
  public StaffNote add(
      Caller who, UUID routeId, String text, List<UUID> mentioned, @Nullable String key) {
    Tier tier = seeing.tierOf(who);
    Member me = callers.find(who);
    UUID id = Ids.next();
    return database.transact(tx -> {
      Route route = seeing.find(tx, who, tier, routeId);
      mayBeMentioned(tx, route, mentioned);
      String stored =
          idempotency
              .run(
                  tx,
                  who,
                  "note/" + routeId,
                  key,
                  List.of(text, mentioned),
                  201,
                  () -> {
                    notes.add(tx, List.of(note(who, me, id, routeId, text, mentioned)));
                    return id.toString();
                  })
              .resourceId();
      StaffNote found = notes.find(tx, who.community(), UUID.fromString(stored));
      if (found == null) {
        throw Problem.notFound("note", UUID.fromString(stored));
      }
      return found;
    });
  }

  private StaffNote note(
      Caller who, @Nullable Member me, UUID id, UUID routeId, String text, List<UUID> mentioned) {
    StaffNote.Kind kind = StaffNote.Kind.NOTE;
    return me == null
        ? new StaffNote(
            id,
            who.community(),
            routeId,
            kind,
            null,
            who.name(),
            null,
            text,
            clock.instant(),
            mentioned)
        : StaffNote.by(me, id, routeId, kind, text, clock.instant(), mentioned);
  }

  /** Nobody is called to what they may not read. */
  private void mayBeMentioned(Tx tx, Route route, List<UUID> mentioned) {
    Map<UUID, Member> known =
        members.withIds(tx, route.community(), mentioned).stream()
            .collect(Collectors.toMap(Member::id, m -> m));
    for (int i = 0; i < mentioned.size(); i++) {
      Member member = known.get(mentioned.get(i));
      if (member == null) {
        throw refused(i, "is no member of this community");
      }
      if (member.tier() == Tier.COMMUNITY || !member.tier().reaches(route.demand().minimumTier())) {
        throw refused(i, member.alias() + " is " + member.tier() + " and may not read it");
      }
    }
  }

  private static Problem refused(int at, String why) {
    return Problem.field(ProblemType.NOT_ALLOWED_HERE, "mentions[" + at + "]", why);
  }

  /** The notes on a route, the newest first. */
  public Page<StaffNote> ofRoute(Caller who, UUID routeId, @Nullable Cursor after, Limit limit) {
    Tier tier = seeing.tierOf(who);
    List<StaffNote> found =
        database.read(sql -> {
          seeing.find(sql, who, tier, routeId);
          return notes.ofRoute(sql, who.community(), routeId, after, limit.items() + 1);
        });
    return Page.of(found, limit, last -> new Cursor(last.at(), last.id()));
  }

  /** The notes that mention the calling member, the newest first. */
  public Page<Mention> mentions(Caller who, @Nullable Cursor after, Limit limit) {
    Member me = callers.of(who);
    Tier tier = me.tier();
    List<Mention> found =
        tier == Tier.COMMUNITY
            ? List.of()
            : database.read(sql -> mentions(sql, me, after, limit.items() + 1));
    return Page.of(found, limit, last -> new Cursor(last.note().at(), last.note().id()));
  }

  private List<Mention> mentions(Sql sql, Member me, @Nullable Cursor after, int most) {
    List<Tier> readable = Tier.all().stream().filter(me.tier()::reaches).toList();
    return notes.mentions(sql, me.community(), me.id(), readable, after, most);
  }

  /** The calling member saw a note that mentions it. */
  public void seen(Caller who, UUID noteId) {
    Member me = callers.of(who);
    if (!database.transact(
        tx -> notes.seen(tx, me.community(), me.id(), noteId, clock.instant()))) {
      throw Problem.notFound("mention", noteId);
    }
  }
}
