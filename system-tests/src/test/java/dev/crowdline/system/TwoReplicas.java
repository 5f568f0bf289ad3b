package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Tier;
import dev.crowdline.contracts.Topic;
import dev.crowdline.contracts.intake.CommunityRegistered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A second replica of routing beside the stack's own: one winner among a hundred, and one killed.
 */
@Tag("system")
@Order(70)
class TwoReplicas {
  private static final int MEMBERS = 100;
  private static final Duration BOOT = Duration.ofSeconds(90);

  private final Stack stack = Stack.running();
  private final FactLog log = new FactLog(stack);
  private Process replica;
  private List<String> addresses;

  @BeforeEach
  void startAnother() throws IOException {
    int port = freePort();
    ProcessBuilder command =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Duser.timezone=UTC",
            "-jar",
            Stack.checkout()
                .resolve("routing-service/target/quarkus-app/quarkus-run.jar")
                .toString());
    command.environment().putAll(stack.environmentOf("routing"));
    command.environment().put("CROWDLINE_PORT", Integer.toString(port));
    int management = freePort();
    command.environment().put("CROWDLINE_MANAGEMENT_PORT", Integer.toString(management));
    Path output = Path.of("target", "routing-replica.log");
    command.redirectErrorStream(true).redirectOutput(output.toFile());
    replica = command.start();
    String another = "http://127.0.0.1:" + port;
    addresses = List.of(stack.addressesOf("routing").getFirst(), another);
    await("the second replica is ready")
        .atMost(BOOT)
        .ignoreException(UncheckedIOException.class)
        .until(() ->
            stack.anonymous().at("http://127.0.0.1:" + management).get("/q/health/ready").status()
                == 200);
  }

  @AfterEach
  void stopIt() throws InterruptedException {
    replica.destroyForcibly().waitFor();
  }

  @Test
  @DisplayName(
      "a hundred members of two replicas accept the offers of one wave at once (P2, P3, P12)")
  void oneOfAHundredWins() throws Exception {
    String community = communityWithLargeWaves();
    List<MemberClient> members = members(community, 1);
    try (OverbookingWatch watch = new OverbookingWatch(stack, community);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      UUID request = ask(community);
      List<JsonNode> offers = members.stream().map(m -> offerOf(m, request)).toList();
      CyclicBarrier together = new CyclicBarrier(MEMBERS);
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        Api member = members.get(i).api().at(addresses.get(i % addresses.size()));
        String path = "/v1/offers/" + offers.get(i).path("id").asText() + "/accept";
        results.add(
            threads.submit(() -> {
              together.await();
              return member.post(path).status();
            }));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> result : results) {
        statuses.add(result.get());
      }
      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
      watch.sawNothing();
      MemberClient winner = members.get(statuses.indexOf(200));
      for (MemberClient loser : members) {
        if (loser != winner) {
          loser.awaitPush("offer-ended", m -> m.path("state").asText().equals("WITHDRAWN"));
        }
      }
      assertThat(
              Database.of(stack, "routing")
                  .number("select sum(load) from member_load where community = ?", community))
          .as("slots that are still held: the winner's")
          .isOne();
    } finally {
      members.forEach(MemberClient::close);
    }
  }

  @Test
  @DisplayName("a replica is killed in the middle: its members go on at the other (P4, P12)")
  void aReplicaMayBeKilled() throws InterruptedException {
    Community mobile = Community.register(stack, "replicas", Pace.DEMO);
    List<MemberClient> clients =
        IntStream.range(0, 4)
            .mapToObj(i -> mobile.contributor("member-" + i, "general", 3))
            .toList();
    List<TirelessMember> staying =
        clients.stream().limit(2).map(c -> new TirelessMember(c, addresses.getFirst())).toList();
    List<TirelessMember> leaving =
        clients.stream().skip(2).map(c -> new TirelessMember(c, addresses.getLast())).toList();
    try {
      List<CustomerPage> pages = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        pages.add(mobile.ask("Question " + i));
        if (i == 10) {
          replica.destroyForcibly().waitFor();
        }
      }
      for (CustomerPage page : pages) {
        page.awaitStatus("ANSWERED", Duration.ofSeconds(90));
      }
      assertThat(pages).hasSize(20);
    } finally {
      staying.forEach(TirelessMember::close);
      leaving.forEach(TirelessMember::close);
    }
  }

  /**
   * A community whose waves are as large as its crowd. Policies are not set by API yet, so it is
   * registered the way that the services hear of any community: by a fact.
   */
  private String communityWithLargeWaves() {
    String id = "hundred-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    Map<String, Object> numbers =
        FactCodec.mapper()
            .convertValue(Policy.of(Pace.PRODUCT), new TypeReference<Map<String, Object>>() {});
    numbers.put("waveSize", MEMBERS);
    numbers.put("waveLimit", MEMBERS);
    Policy policy = FactCodec.mapper().convertValue(numbers, Policy.class);
    log.say(
        Topic.COMMUNITIES,
        List.of(
            HandMadeFact.of(
                    log,
                    Topic.COMMUNITIES,
                    id,
                    id,
                    Instant.now(),
                    new CommunityRegistered("A hundred", Pace.PRODUCT, policy, 1))
                .record(1)));
    await("routing hears of it")
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            Database.of(stack, "routing").number("select count(*) from community where id = ?", id)
                == 1);
    return id;
  }

  private List<MemberClient> members(String community, int capacity) {
    Api operator = stack.as("operator@" + community + ":olga");
    return IntStream.range(0, MEMBERS)
        .mapToObj(i -> {
          String account = "contributor@" + community + ":member-" + i;
          JsonNode member =
              operator
                  .post(
                      "/v1/members",
                      Map.of(
                          "alias",
                          "member-" + i,
                          "capacity",
                          capacity,
                          "skills",
                          List.of(Map.of("skill", "general", "level", 3)),
                          "issuer",
                          stack.issuer(),
                          "subject",
                          account,
                          "tier",
                          Tier.COMMUNITY))
                  .must(201);
          stack.as(account).post("/v1/members/me/terms", Map.of("version", 1)).must(200);
          return new MemberClient(stack, account, "member-" + i, member.path("id").asText())
              .onlineAt(addresses.get(i % addresses.size()));
        })
        .toList();
  }

  private UUID ask(String community) {
    UUID request = UUID.randomUUID();
    log.say(
        Topic.REQUESTS,
        List.of(
            HandMadeFact.of(
                    log,
                    Topic.REQUESTS,
                    request.toString(),
                    community,
                    Instant.now(),
                    HandMadeFact.submission("Who is first?", List.of(new Need("general", 1))))
                .record(1)));
    return request;
  }

  private static JsonNode offerOf(MemberClient member, UUID request) {
    return member
        .awaitPush(
            "offer",
            m -> m.path("offer").path("routeId").asText().equals(request.toString()),
            Duration.ofSeconds(30))
        .message()
        .path("offer");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
