package dev.crowdline.routing.imports;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.contracts.routing.MemberSkillsChanged;
import dev.crowdline.routing.imports.domain.MemberSheet;
import dev.crowdline.routing.imports.domain.MemberSheet.Column;
import dev.crowdline.routing.imports.domain.MemberSheet.Fault;
import dev.crowdline.routing.imports.domain.MemberSheet.Listed;
import dev.crowdline.routing.imports.persistence.ImportTable;
import dev.crowdline.routing.imports.persistence.ImportTable.Added;
import dev.crowdline.routing.imports.persistence.ImportTable.Identity;
import dev.crowdline.routing.indexing.RefreshingTheIndex;
import dev.crowdline.routing.members.Registering;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.routing.members.persistence.MemberTable;
import dev.crowdline.routing.skills.persistence.SkillRepository;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.tenancy.Communities;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operator brings in members by a file. Either all of it or, when a line has a fault, nothing.
 * Who is a member already keeps the name and gets what the file's columns say, certified as by any
 * operator; so the same file again changes nothing.
 */
@ApplicationScoped
public class ImportingMembers {
  private final Database database;
  private final ImportTable table;
  private final MemberTable members;
  private final SkillRepository skills;
  private final Communities communities;
  private final RefreshingTheIndex index;
  private final Acts acts;
  private final InstantSource clock;

  ImportingMembers(
      Database database,
      ImportTable table,
      MemberTable members,
      SkillRepository skills,
      Communities communities,
      RefreshingTheIndex index,
      Acts acts,
      InstantSource clock) {
    this.database = database;
    this.table = table;
    this.members = members;
    this.skills = skills;
    this.communities = communities;
    this.index = index;
    this.acts = acts;
    this.clock = clock;
  }

  /** What a line comes to. */
  public enum Becomes {
    ADDED,
    CHANGED,
    UNCHANGED
  }

  /**
   * A line without a fault.
   *
   * @param name which a member who is there already keeps
   */
  public record Judged(int line, String name, Becomes becomes) {}

  /** What a file comes to; with a fault it comes to nothing. */
  public record Outcome(List<Judged> rows, List<Fault> faults) {
    public Outcome {
      rows = List.copyOf(rows);
      faults = List.copyOf(faults);
    }

    public long count(Becomes what) {
      return rows.stream().filter(row -> row.becomes() == what).count();
    }
  }

  /** What the file would come to now; nothing is changed. */
  public Outcome tryOut(Caller caller, MemberSheet sheet) {
    return database.transact(tx -> judged(tx, caller, sheet).outcome());
  }

  /** Brings in all, or says what is wrong and brings in nobody. */
  public Outcome bringIn(Caller caller, MemberSheet sheet) {
    Plan plan =
        database.transact(tx -> {
          Plan judged = judged(tx, caller, sheet);
          if (judged.outcome().faults().isEmpty()) {
            carryOut(tx, caller, judged);
          }
          return judged;
        });
    if (plan.outcome().faults().isEmpty()) {
      index.refresh(plan.concerned().map(Member::id).toList());
    }
    return plan.outcome();
  }

  /** What is to be written, in the order of the file. */
  private record Plan(Outcome outcome, List<Added> added, List<Member> changed) {
    Stream<Member> concerned() {
      return Stream.concat(added.stream().map(Added::member), changed.stream());
    }
  }

  private Plan judged(Tx tx, Caller caller, MemberSheet sheet) {
    String community = caller.community();
    List<Fault> faults = new ArrayList<>(sheet.faults());
    Map<Identity, UUID> ids =
        table.lock(tx, community, sheet.rows().stream().map(row -> identity(caller, row)).toList());
    Map<UUID, Member> standing =
        members.withIds(tx, community, ids.values()).stream()
            .collect(Collectors.toMap(Member::id, each -> each));
    Set<String> taken =
        table.taken(tx, community, sheet.rows().stream().map(Listed::name).toList());
    Set<String> named = new HashSet<>(skills.names(tx, community));
    boolean anyName = named.stream().allMatch(Registering.GENERAL::equals);
    named.add(Registering.GENERAL);
    int capacity = communities.policyOf(community).newMemberCapacity();
    Instant now = clock.instant();
    List<Judged> rows = new ArrayList<>();
    List<Added> added = new ArrayList<>();
    List<Member> changed = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (Listed row : sheet.rows()) {
      Identity identity = identity(caller, row);
      Member before = standing.get(ids.get(identity));
      if (!anyName) {
        judgeSkills(row, named, before, faults);
      }
      if (before == null) {
        if (taken.contains(row.name()) || taken.contains(VisibleText.key(row.name()))) {
          faults.add(Fault.in(row.line(), Column.NAME, "belongs to another member"));
        }
        added.add(new Added(newMember(community, row, capacity, now), identity));
        rows.add(new Judged(row.line(), row.name(), Becomes.ADDED));
      } else if (!seen.add(before.id())) {
        faults.add(Fault.in(row.line(), Column.SIGN_IN, "is in the file twice"));
      } else {
        Member after = after(before, row, sheet.columns());
        rows.add(
            new Judged(
                row.line(),
                before.alias(),
                after.equals(before) ? Becomes.UNCHANGED : Becomes.CHANGED));
        if (!after.equals(before)) {
          changed.add(after);
        }
      }
    }
    faults.sort((one, other) -> Integer.compare(one.line(), other.line()));
    return new Plan(new Outcome(rows, faults), added, changed);
  }

  private static Identity identity(Caller caller, Listed row) {
    String issuer = row.issuer();
    return new Identity(issuer == null ? caller.issuerOfPerson() : issuer, row.signIn());
  }

  private static void judgeSkills(
      Listed row, Set<String> named, @Nullable Member before, List<Fault> faults) {
    Set<String> known = new HashSet<>(named);
    if (before != null) {
      before.skills().forEach(each -> known.add(each.skill()));
    }
    for (Need each : row.skills()) {
      if (!known.contains(each.skill())) {
        faults.add(
            Fault.in(
                row.line(),
                Column.SKILLS,
                "'%s' is no skill of this community; the nearest are %s"
                    .formatted(
                        each.skill(), String.join(", ", Spelling.nearest(each.skill(), known)))));
      }
    }
  }

  private static Member newMember(String community, Listed row, int capacity, Instant now) {
    List<Need> skills = Registering.withGeneral(row.skills());
    return Member.registered(
        Ids.next(),
        community,
        row.name(),
        row.tier(),
        row.languages(),
        List.of(),
        skills,
        Registering.ceiling(Map.of(), List.of(), row.skills()),
        capacity,
        now);
  }

  private static Member after(Member before, Listed row, Set<Column> columns) {
    boolean withSkills = columns.contains(Column.SKILLS);
    List<Need> skills = Registering.withGeneral(row.skills());
    boolean sameSkills = Set.copyOf(skills).equals(Set.copyOf(before.skills()));
    return new Member(
        before.id(),
        before.community(),
        before.alias(),
        columns.contains(Column.TIER) ? row.tier() : before.tier(),
        columns.contains(Column.LANGUAGES) ? row.languages() : before.languages(),
        before.sites(),
        withSkills && !sameSkills ? skills : before.skills(),
        withSkills
            ? Registering.ceiling(before.skillCeiling(), before.skills(), row.skills())
            : before.skillCeiling(),
        before.capacity(),
        before.ownLimit(),
        before.paused(),
        before.pause(),
        before.load(),
        before.online(),
        before.termsVersion(),
        before.registeredAt(),
        before.idleSince());
  }

  private void carryOut(Tx tx, Caller caller, Plan plan) {
    String community = caller.community();
    Instant now = clock.instant();
    table.add(tx, community, plan.added());
    table.change(tx, community, plan.changed());
    for (Added each : plan.added()) {
      Member member = each.member();
      tx.state(
          community,
          member.id(),
          now,
          Registering.registered(member, each.identity().issuer(), each.identity().subject()));
    }
    for (Member member : plan.changed()) {
      tx.state(community, member.id(), now, Registering.updated(member));
      tx.state(community, member.id(), now, new MemberSkillsChanged(member.skills()));
    }
    if (plan.concerned().findAny().isPresent()) {
      Map<String, String> told = new HashMap<>();
      told.put("added", Integer.toString(plan.added().size()));
      told.put("changed", Integer.toString(plan.changed().size()));
      acts.add(tx, caller, null, now, Registering.Kind.MEMBERS_IMPORTED, told);
    }
  }
}
