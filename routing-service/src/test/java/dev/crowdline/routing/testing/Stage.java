package dev.crowdline.routing.testing;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.EarningRules;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.intake.CommunityRegistered;
import dev.crowdline.contracts.intake.RequestSubmitted;
import dev.crowdline.contracts.rewards.EarningRulesChanged;
import dev.crowdline.contracts.sla.PolicyChanged;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A community of its own, with numbers of its own, its people and its requests. */
public final class Stage {
  /** A skill that everybody here may have. */
  public static final Need TV = new Need("tv", 2);

  public final String community =
      "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final Wire wire;
  private final Database database;
  private final Policy policy;

  public Stage(Wire wire, Database database, Policy policy) {
    this.wire = wire;
    this.database = database;
    this.policy = policy;
    wire.say(community, community, new CommunityRegistered(community, Pace.DEMO, policy, 1));
  }

  /** The demo's numbers, but for these. */
  public static Policy policy(
      int offerSeconds, int firstActionSeconds, int completionSeconds, int waveSize) {
    Policy demo = Policy.of(Pace.DEMO);
    return new Policy(
        offerSeconds,
        firstActionSeconds,
        completionSeconds,
        75,
        demo.extensions(),
        demo.extensionSeconds(),
        2,
        waveSize,
        Math.max(8, waveSize),
        demo.silenceSeconds(),
        demo.customerWaitSeconds(),
        demo.rewardPoints(),
        demo.targets(),
        demo.steps(),
        demo.cost(),
        demo.followUpSeconds(),
        null);
  }

  /** Numbers so long that nothing ends by itself. */
  public static Policy calm(int waveSize) {
    return policy(600, 600, 1_200, waveSize);
  }

  public Policy policy() {
    return policy;
  }

  /** A member who knows tv, is registered and has accepted the terms; not online. */
  public Person member(String subject) {
    return new Person(community, subject, "contributor").registered(TV).acceptedTerms();
  }

  /** A member of a tier with the role specialist, as contractors have it, too. */
  public Person tiered(String subject, String tier) {
    return new Person(community, subject, "specialist").registeredAs(tier, 2, TV).acceptedTerms();
  }

  public Person operator() {
    return new Person(community, "olga", "operator");
  }

  /** A request for tv. */
  public UUID submit() {
    return submit(TV);
  }

  public UUID submit(Need... needs) {
    return submit(Tier.COMMUNITY, needs);
  }

  public UUID submit(Tier minimum, Need... needs) {
    UUID id = Ids.next();
    wire.say(community, id, submission(minimum, needs));
    return id;
  }

  /** Another version of the policy, the same but for what it pays; routing has heard of it. */
  public void pays(int version, int points) {
    wire.say(
        community,
        community,
        new PolicyChanged(
            version,
            new Policy(
                policy.offerSeconds(),
                policy.firstActionSeconds(),
                policy.completionSeconds(),
                policy.warningPercent(),
                policy.extensions(),
                policy.extensionSeconds(),
                policy.newMemberCapacity(),
                policy.waveSize(),
                policy.waveLimit(),
                policy.silenceSeconds(),
                policy.customerWaitSeconds(),
                Priority.all().stream().collect(Collectors.toMap(each -> each, each -> points)),
                policy.targets(),
                policy.steps(),
                policy.cost(),
                policy.followUpSeconds(),
                null)));
    Awaitility.await()
        .until(
            () ->
                database.read(sql ->
                    sql.one(
                        "select version from policy where community = ? and version = ?",
                        row -> row.integer("version"),
                        community,
                        version)),
            Objects::nonNull);
  }

  /** A version of the earning rules; routing has heard of it. */
  public void earns(int version, EarningRules rules) {
    wire.say(community, community, new EarningRulesChanged(version, rules));
    Awaitility.await()
        .until(
            () ->
                database.read(sql ->
                    sql.one(
                        "select version from earning_rules where community = ? and version = ?",
                        row -> row.integer("version"),
                        community,
                        version)),
            Objects::nonNull);
  }

  /** A request for tv of a topic that intake stamped with a version of the earning rules. */
  public UUID submitOf(String topic, int earningVersion) {
    UUID id = Ids.next();
    RequestSubmitted asked = submission(Tier.COMMUNITY, TV);
    wire.say(
        community,
        id,
        new RequestSubmitted(
            asked.kind(),
            asked.channel(),
            asked.language(),
            asked.priority(),
            asked.minimumTier(),
            asked.needs(),
            topic,
            asked.understood(),
            asked.customerId(),
            asked.customerAlias(),
            asked.attributes(),
            asked.messageId(),
            asked.text(),
            null,
            null,
            earningVersion,
            null));
    return id;
  }

  /** A request for tv that intake stamped with a version of the policy. */
  public UUID submitUnder(int version) {
    return submit("Why is there no picture?", null, version);
  }

  /** A request for tv that goes on from another. */
  public UUID submitContinuing(UUID earlier) {
    return submit("And again there is none.", earlier, null);
  }

  private UUID submit(String text, @Nullable UUID earlier, @Nullable Integer version) {
    UUID id = Ids.next();
    RequestSubmitted asked = submission(Tier.COMMUNITY, TV);
    wire.say(
        community,
        id,
        new RequestSubmitted(
            asked.kind(),
            asked.channel(),
            asked.language(),
            asked.priority(),
            asked.minimumTier(),
            asked.needs(),
            asked.topic(),
            asked.understood(),
            asked.customerId(),
            asked.customerAlias(),
            asked.attributes(),
            asked.messageId(),
            text,
            earlier,
            version));
    return id;
  }

  /** What intake says of a request. */
  public static RequestSubmitted submission(Tier minimum, Need... needs) {
    return new RequestSubmitted(
        RequestKind.REQUEST,
        Channel.API,
        "en",
        Priority.NORMAL,
        minimum,
        List.of(needs),
        null,
        true,
        Ids.next(),
        "Robin",
        Map.of(),
        Ids.next(),
        "Why is there no picture?",
        null,
        null);
  }

  /** Routing hears a fact about a request of this community. */
  public void say(UUID request, Object fact) {
    wire.say(community, request, fact);
  }

  public void say(UUID request, Instant at, Object fact) {
    wire.say(community, request, at, fact);
  }

  /** The state of a route as it is stored. */
  public String state(UUID route) {
    return database.read(
        sql -> sql.one("select state from route where id = ?", row -> row.text("state"), route));
  }

  /** Waits until a route is in a state. */
  public void awaitState(UUID route, String state) {
    Awaitility.await("the route is " + state)
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> state(route), state::equals);
  }

  /** Waits until a member is offered a route; returns the offer's id. */
  public UUID awaitOffer(Person member, UUID route) {
    return Awaitility.await(member.subject + " is offered " + route)
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> liveOffer(member, route), offer -> offer != null);
  }

  /** The live offer of a route to a member as it is stored, or null. */
  public UUID liveOffer(Person member, UUID route) {
    return database.read(sql ->
        sql.one(
            "select id from offer where member_id = ? and route_id = ? and state = 'OFFERED'",
            row -> row.uuid("id"),
            member.id(),
            route));
  }

  /** How often a route was ever offered to a member. */
  public int timesOffered(Person member, UUID route) {
    return database
        .read(sql ->
            sql.query(
                "select 1 as one from offer where member_id = ? and route_id = ?",
                row -> 1,
                member.id(),
                route))
        .size();
  }

  /** The names of what routing has stated about a request, in order. */
  public List<String> told(UUID request) {
    return wire.told(request).stream().map(Wire::name).toList();
  }
}
