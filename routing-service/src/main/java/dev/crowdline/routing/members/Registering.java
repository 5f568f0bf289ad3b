package dev.crowdline.routing.members;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.routing.MemberIdentity;
import dev.crowdline.contracts.routing.MemberRegistered;
import dev.crowdline.contracts.routing.MemberSkillsChanged;
import dev.crowdline.contracts.routing.MemberUpdated;
import dev.crowdline.routing.indexing.RefreshingTheIndex;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.domain.Membership;
import dev.crowdline.routing.members.persistence.MemberRepository;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.skills.persistence.SkillRepository;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.DatabaseException;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.Spelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Persons become members, accept terms, and change what they are offered work by. */
@ApplicationScoped
public class Registering {
  /** Every member can take a question that nobody understood. */
  public static final String GENERAL = "general";

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String IDENTITY = "member_identity";

  private final Database database;
  private final MemberTable members;
  private final MemberRepository profiles;
  private final SkillRepository skills;
  private final RefreshingTheIndex index;
  private final Communities communities;
  private final Idempotency idempotency;
  private final Acts acts;
  private final InstantSource clock;

  Registering(
      Database database,
      MemberTable members,
      MemberRepository profiles,
      SkillRepository skills,
      RefreshingTheIndex index,
      Communities communities,
      Idempotency idempotency,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.members = members;
    this.profiles = profiles;
    this.skills = skills;
    this.index = index;
    this.communities = communities;
    this.idempotency = idempotency;
    this.acts = acts;
    this.clock = clock;
  }

  /** What operators do to members, as it is written down. */
  public enum Kind {
    MEMBER_REGISTERED,
    MEMBER_CHANGED,
    MEMBER_PAUSED,
    MEMBER_RESUMED,
    MEMBERS_IMPORTED,
    MEMBER_SKILLS_SET
  }

  /** Who registers, and as what. */
  public record Application(
      String issuer,
      String subject,
      String alias,
      Tier tier,
      List<String> languages,
      List<String> sites,
      List<Need> skills,
      @Nullable Integer capacity) {}

  /** Registers a person; the same person twice is refused, or answered again under the same key. */
  public Membership register(Caller caller, Application application, @Nullable String key) {
    return indexed(() ->
        database.transact(tx ->
            UUID.fromString(
                idempotency
                    .run(
                        tx,
                        caller,
                        "register-member",
                        key,
                        application,
                        201,
                        () -> register(tx, caller, application).toString())
                    .resourceId())));
  }

  private UUID register(Tx tx, Caller caller, Application application) {
    String community = caller.community();
    if (members.ofPerson(tx, community, application.issuer(), application.subject()) != null) {
      throw new Undone(new Membership.AlreadyMember());
    }
    mustBeNamed(tx, community, "skills", application.skills(), List.of());
    Instant now = clock.instant();
    Integer capacity = application.capacity();
    Member member =
        Member.registered(
            Ids.next(),
            community,
            application.alias(),
            application.tier(),
            languages(application.languages()),
            application.sites(),
            withGeneral(application.skills()),
            Map.of(),
            capacity != null ? capacity : communities.policyOf(community).newMemberCapacity(),
            now);
    if (profiles.isAliasTaken(tx, member)) {
      throw new Undone(new Membership.AliasTaken(application.alias()));
    }
    profiles.add(tx, member, application.issuer(), application.subject());
    members.add(tx, member);
    tx.state(
        community,
        member.id(),
        now,
        registered(member, application.issuer(), application.subject()));
    if (caller.is(Caller.OPERATOR)) {
      acts.add(tx, caller, null, now, Kind.MEMBER_REGISTERED, told(member));
    }
    return member.id();
  }

  private static Map<String, String> told(Member member) {
    return Map.of(
        "member",
        member.id().toString(),
        "alias",
        member.alias(),
        "tier",
        member.tier().name(),
        "capacity",
        Integer.toString(member.capacity()));
  }

  /** Changes a member; what it means for offers holds at once on this replica. */
  public Membership update(Caller caller, UUID memberId, UnaryOperator<Member> change) {
    return update(caller, memberId, null, change);
  }

  /** The same, if the member is still as {@code ifMatch} says. */
  public Membership update(
      Caller caller, UUID memberId, @Nullable String ifMatch, UnaryOperator<Member> change) {
    return update(caller, memberId, ifMatch, change, Kind.MEMBER_CHANGED, Registering::told);
  }

  /**
   * The same, written down as that when an operator does it.
   *
   * @param told what of the member after it
   */
  public Membership update(
      Caller caller,
      UUID memberId,
      @Nullable String ifMatch,
      UnaryOperator<Member> change,
      Kind kind,
      Function<Member, Map<String, String>> told) {
    return indexed(() -> store(caller, memberId, ifMatch, change, kind, told));
  }

  /** Does it, and brings the index of this replica up to date unless it was refused. */
  private Membership indexed(Supplier<UUID> work) {
    try {
      UUID id = work.get();
      index.refresh(List.of(id));
      return new Membership.Stands(id);
    } catch (Undone undone) {
      return undone.why;
    } catch (DatabaseException e) {
      if (!e.sqlState().equals(UNIQUE_VIOLATION)) {
        throw e;
      }
      // Two chose the same alias, or one person registered twice, at the same moment.
      return String.valueOf(e.getMessage()).contains(IDENTITY)
          ? new Membership.AlreadyMember()
          : new Membership.AliasTaken(null);
    }
  }

  /** Undoes the transaction of what is refused, the caller's key with it. */
  private static final class Undone extends RuntimeException {
    private final transient Membership.Refused why;

    Undone(Membership.Refused why) {
      super(why.toString(), null, false, false);
      this.why = why;
    }
  }

  private UUID store(
      Caller caller,
      UUID memberId,
      @Nullable String ifMatch,
      UnaryOperator<Member> change,
      Kind kind,
      Function<Member, Map<String, String>> told) {
    String community = caller.community();
    return database.transact(tx -> {
      Instant now = clock.instant();
      Member before = locked(tx, community, memberId, ifMatch);
      Member after = change.apply(before);
      if (after.equals(before)) {
        return memberId;
      }
      if (!after.alias().equals(before.alias()) && profiles.isAliasTaken(tx, after)) {
        throw new Undone(new Membership.AliasTaken(after.alias()));
      }
      profiles.save(tx, after);
      members.setRoom(tx, after);
      tx.state(community, memberId, now, updated(after));
      if (caller.is(Caller.OPERATOR)) {
        acts.add(tx, caller, null, now, kind, told.apply(after));
      }
      return memberId;
    });
  }

  /** That somebody new is a member; who it is, they know by a hash only. */
  public static MemberRegistered registered(Member member, String issuer, String subject) {
    return new MemberRegistered(
        member.alias(),
        member.tier(),
        member.languages(),
        member.sites(),
        member.capacity(),
        member.skills(),
        MemberIdentity.of(issuer, subject));
  }

  /** All that others may know of a member, as it is now. */
  public static MemberUpdated updated(Member member) {
    return new MemberUpdated(
        member.alias(),
        member.tier(),
        member.languages(),
        member.sites(),
        member.capacity(),
        member.termsVersion());
  }

  /** Locks a member, who must exist and still be as {@code ifMatch} says. */
  private Member locked(Tx tx, String community, UUID id, @Nullable String ifMatch) {
    long version = profiles.lock(tx, community, id);
    Member member = version == 0 ? null : members.find(tx, community, id);
    if (member == null) {
      throw new Undone(new Membership.Unknown(id));
    }
    IfMatch.mustBe(ifMatch, version);
    return member;
  }

  /**
   * Replaces a member's skills. What an operator decided stays the most that the member sets for
   * that skill, so that nobody raises a level that was lowered.
   */
  public Membership setSkills(
      Caller caller, UUID memberId, @Nullable String ifMatch, List<Need> skills) {
    String community = caller.community();
    boolean byOperator = caller.is(Caller.OPERATOR);
    List<Need> all = withGeneral(skills);
    return indexed(() ->
        database.transact(tx -> {
          Member before = locked(tx, community, memberId, ifMatch);
          mustBeNamed(tx, community, "skills", skills, before.skills());
          if (byOperator) {
            profiles.setSkillCeiling(
                tx, community, memberId, ceiling(before.skillCeiling(), before.skills(), skills));
          } else {
            mustNotExceed(before.skillCeiling(), skills);
          }
          members.setSkills(tx, memberId, community, all);
          profiles.setFacets(tx, before.knowing(all));
          profiles.edited(tx, community, memberId);
          Instant now = clock.instant();
          tx.state(community, memberId, now, new MemberSkillsChanged(all));
          if (byOperator) {
            acts.add(
                tx,
                caller,
                null,
                now,
                Kind.MEMBER_SKILLS_SET,
                Map.of(
                    "member",
                    memberId.toString(),
                    "alias",
                    before.alias(),
                    "skills",
                    all.stream()
                        .map(skill -> skill.skill() + " " + skill.level())
                        .collect(Collectors.joining(", "))));
          }
          return memberId;
        }));
  }

  /** What an operator gave, and 0 for what was there and is taken away. */
  public static Map<String, Integer> ceiling(
      Map<String, Integer> standing, List<Need> before, List<Need> given) {
    Map<String, Integer> ceiling = new HashMap<>(standing);
    before.forEach(skill -> ceiling.put(skill.skill(), 0));
    given.forEach(skill -> ceiling.put(skill.skill(), skill.level()));
    ceiling.remove(GENERAL);
    return ceiling;
  }

  private static void mustNotExceed(Map<String, Integer> ceiling, List<Need> given) {
    for (int i = 0; i < given.size(); i++) {
      Need skill = given.get(i);
      Integer most = ceiling.get(skill.skill());
      if (most != null && skill.level() > most) {
        throw new Undone(new Membership.AboveCeiling(i, skill.skill(), most));
      }
    }
  }

  /**
   * A community that has named its skills uses those: another spelling would never be asked for. A
   * skill that stands already may stay, and the general one needs no name.
   */
  public void mustBeNamed(
      Tx tx, String community, String field, List<Need> given, List<Need> standing) {
    List<String> named = this.skills.names(tx, community);
    if (named.stream().allMatch(GENERAL::equals)) {
      return;
    }
    Set<String> known = new HashSet<>(named);
    known.add(GENERAL);
    standing.forEach(skill -> known.add(skill.skill()));
    for (int i = 0; i < given.size(); i++) {
      Spelling.mustStand(field + "[" + i + "].skill", "skill", given.get(i).skill(), known);
    }
  }

  /** Languages as they are compared: the primary subtag of the canonical form. */
  public static List<String> languages(List<String> given) {
    return given.stream().map(Language::primary).distinct().toList();
  }

  /** These and the one that everybody has. */
  public static List<Need> withGeneral(List<Need> skills) {
    boolean has = skills.stream().anyMatch(s -> s.skill().equals(GENERAL));
    return has
        ? List.copyOf(skills)
        : new ArrayList<>(Stream.concat(skills.stream(), Stream.of(new Need(GENERAL, 1))).toList());
  }
}
