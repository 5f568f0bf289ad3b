package dev.crowdline.rewards.seals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.crowdline.rewards.ledger.SettlingPay;
import dev.crowdline.rewards.ledger.domain.Heard;
import dev.crowdline.rewards.ledger.persistence.TransferLine;
import dev.crowdline.rewards.seals.domain.Seal;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.running.Ids;
import dev.crowdline.support.testing.Parts;
import dev.crowdline.support.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of the ledger on the real PostgreSQL and Kafka: closed, sealed, and looked through. */
@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class SealsServiceTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final String community =
      "d" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final UUID ada = Ids.next();
  private final UUID ben = Ids.next();

  @Inject Database database;
  @Inject SettlingPay settling;
  @Inject SealingDays sealing;
  @Inject CheckingDays checking;

  @BeforeEach
  void register() {
    database.transact(tx ->
        tx.update(
            "insert into community (id, name, pace, terms_version, registered_at) values (?, ?, 'PRODUCT', 1, now())",
            community,
            community));
  }

  @Test
  @DisplayName("a day that is over is sealed and stated, and what comes late is booked on the next")
  void aDayIsSealed() {
    pay(ada, 100);
    pay(ben, 30);
    LocalDate day = only();
    days()
        .then()
        .body("items", hasSize(1))
        .body("items[0].transfers", equalTo(4))
        .body("items[0].seal", nullValue());
    assertChecked(day).body("computed", nullValue()).body("difference", nullValue());

    endOf(day);
    days().then().body("items[0].seal.transfers", equalTo(4));
    String hash = assertChecked(day).body("difference", nullValue()).extract().path("seal.hash");
    assertChecked(day).body("computed.hash", equalTo(hash));
    assertThat(madeByHand(day, null)).isEqualTo(hash);
    assertThat(programme("issued")).isEqualTo(130);

    pay(ada, 7);
    LocalDate next = day.plusDays(1);
    days()
        .then()
        .body("items.day", equalTo(List.of(next.toString(), day.toString())))
        .body("items[0].seal", nullValue());
    assertThat(programme("issued")).isEqualTo(137);
    endOf(next);
    String second =
        assertChecked(next).body("seal.previous", equalTo(hash)).extract().path("seal.hash");
    assertThat(madeByHand(next, hash)).isEqualTo(second);
    assertThat(programme("issued")).isEqualTo(137);

    String cursor = operator().get("/v1/ledger/days?limit=1").path("next");
    operator()
        .get("/v1/ledger/days?limit=1&cursor=" + cursor)
        .then()
        .body("items.day", equalTo(List.of(day.toString())))
        .body("next", nullValue());
    assertThat(stated(2)).extracting(Seal::hash).containsExactly(hash, second);
  }

  @Test
  @DisplayName("P5: whether the points add up is told from totals and the last sealed day")
  void theSum() {
    pay(ada, 100);
    sum(0);
    endOf(only());
    pay(ben, 30);
    sum(0);
    database.transact(tx ->
        tx.update(
            "update account set credits = credits + 3 where community = ? and member_id = ? and kind = 'WALLET'",
            community,
            ben));
    sum(3);
  }

  private void sum(int sum) {
    operator().get("/v1/ledger/sum").then().statusCode(200).body("sum", equalTo(sum));
  }

  @ParameterizedTest
  @DisplayName("P5: a transfer that was changed in the table is found, and which one")
  @CsvSource(
      textBlock =
          """
          amount = amount + 1, ALTERED
          rule = 'confirmed-answes', ALTERED
          at = at + interval '1 microsecond', ALTERED
          balance = balance + 1, ALTERED
          request_id = gen_random_uuid(), ALTERED
          mark = '\\x0102030405060708', ALTERED
          member_id = gen_random_uuid(), FOREIGN_ACCOUNT
          """)
  void whatWasAlteredIsFound(String change, String kind) {
    pay(ada, 100);
    UUID altered = pay(ada, 50);
    pay(ada, 20);
    LocalDate day = only();
    meddle("update transfer set " + change + " where leg = 'HELD' and assignment_id = ?", altered);
    String transfer = transfer(altered, "HELD");
    assertChecked(day)
        .body("difference.kind", equalTo(kind))
        .body("difference.transferId", equalTo(transfer));
  }

  @Test
  @DisplayName("P5: a transfer that was taken away is found by those after it, or by the seal")
  void whatWasTakenAwayIsFound() {
    UUID gone = pay(ada, 100);
    UUID next = pay(ada, 50);
    LocalDate day = only();
    endOf(day);
    meddle("delete from transfer where leg = 'RELEASED' and assignment_id = ?", gone);
    String sealed = assertChecked(day).extract().path("seal.hash");
    assertChecked(day)
        .body("difference.kind", equalTo("OUT_OF_BALANCE"))
        .body("difference.transferId", equalTo(transfer(next, "HELD")))
        .body("computed.hash", not(equalTo(sealed)));
  }

  @Test
  @DisplayName("who changes a transfer, its mark and the seal is found out by the log")
  void theLogRemembers() {
    UUID altered = pay(ada, 100);
    LocalDate day = only();
    endOf(day);
    String stated = stated(1).getFirst().hash();
    meddle(
        "update transfer set rule = 'my-rule' where leg = 'HELD' and assignment_id = ?", altered);
    meddle(
        "update transfer t set mark = %s where leg = 'HELD' and assignment_id = ?"
            .formatted(TransferLine.MARK),
        altered);
    String computed =
        assertChecked(day).body("difference", nullValue()).extract().path("computed.hash");
    database.transact(tx ->
        tx.update(
            "update ledger_seal set hash = ? where community = ?",
            HexFormat.of().parseHex(computed),
            community));
    assertChecked(day).body("seal.hash", equalTo(computed));
    operator()
        .get("/v1/ledger/stated-seals")
        .then()
        .body("items", hasSize(1))
        .body("items[0].hash", equalTo(stated))
        .body("items[0].hash", not(equalTo(computed)));
  }

  @Test
  @DisplayName("a day is not closed while somebody who began to write on it still runs")
  void whoRunsIsWaitedFor() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    LocalDate day = today();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Future<?> writer =
          pool.submit(() ->
              database.transact(tx -> {
                settling.settle(tx, List.of(completed(ada, Ids.next(), 10)));
                written.countDown();
                return waited(go);
              }));
      assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
      Future<?> closing = pool.submit(() -> endOf(day));
      Awaitility.await().atMost(SOON).until(this::somebodyWaitsForTheDay);
      assertThat(closing.isDone()).isFalse();
      go.countDown();
      writer.get(20, TimeUnit.SECONDS);
      closing.get(20, TimeUnit.SECONDS);
    }
    assertChecked(day).body("seal.transfers", equalTo(1));
  }

  @Test
  @DisplayName("P12: died after closing, and then two at once: each day is sealed and stated once")
  void sealedOnce() throws Exception {
    pay(ada, 10);
    LocalDate day = only();
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    sealing.close(end);
    pay(ada, 5);
    days().then().body("items.transfers", equalTo(List.of(2, 2)));
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both =
          List.of(pool.submit(() -> sealing.sealAll(end)), pool.submit(() -> sealing.sealAll(end)));
      for (Future<?> each : both) {
        each.get(20, TimeUnit.SECONDS);
      }
    }
    pay(ada, 1);
    endOf(day.plusDays(1));
    assertThat(stated(2)).extracting(Seal::day).containsExactly(day, day.plusDays(1));
    assertThat(
            database.<Long>read(sql ->
                sql.one(
                    "select version from stated where subject = ?",
                    row -> row.bigint("version"),
                    community)))
        .as("facts about the community in all")
        .isEqualTo(2);
    assertChecked(day).body("seal.transfers", equalTo(2));
  }

  @Test
  @DisplayName("points of one member do not wait for those of another in the same community")
  void membersDoNotWaitForEachOther() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    pay(ada, 1);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<?> slow =
          pool.submit(() ->
              database.transact(tx -> {
                settling.settle(tx, List.of(completed(ada, Ids.next(), 10)));
                written.countDown();
                return waited(go);
              }));
      assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
      pay(ben, 5);
      assertThat(slow.isDone()).as("the first has not committed").isFalse();
      go.countDown();
      slow.get(20, TimeUnit.SECONDS);
    }
    assertLedgerAddsUp();
  }

  @Test
  @DisplayName(
      "P5: batches of many members at once, in any order, neither deadlock nor lose a point")
  void batchesCross() throws ExecutionException, InterruptedException {
    List<UUID> members = IntStream.range(0, 12).mapToObj(i -> Ids.next()).toList();
    int batches = 60;
    int size = 24;
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int b = 0; b < batches; b++) {
        Random random = new Random(b);
        List<UUID> some = new ArrayList<>(members);
        Collections.shuffle(some, random);
        List<Heard> heard =
            IntStream.range(0, size)
                .<Heard>mapToObj(i -> completed(some.get(i % 9), Ids.next(), 1))
                .toList();
        running.add(pool.submit(() -> database.transact(tx -> settling.settle(tx, heard))));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertLedgerAddsUp();
    assertThat(programme("held")).isEqualTo((long) batches * size);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-31", "30.11.2026", "today", "2026-1-1"})
  @DisplayName("P11: what is no day is refused by its name")
  void noDay(String day) {
    operator()
        .get("/v1/ledger/day-check?day=" + day)
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("day"));
  }

  @Test
  @DisplayName("a day on which nothing was booked has nothing")
  void anEmptyDay() {
    assertChecked(LocalDate.of(2020, 2, 29))
        .body("transfers", equalTo(0))
        .body("seal", nullValue())
        .body("difference", nullValue());
  }

  // What happens.

  /** An answer that is confirmed, so that its points are to spend; its assignment. */
  private UUID pay(UUID member, long points) {
    UUID request = Ids.next();
    UUID assignment = Ids.next();
    database.transact(tx ->
        settling.settle(
            tx,
            List.of(
                new Heard.Completed(
                    community, request, assignment, member, true, 1, points, Instant.now()),
                new Heard.Confirmed(community, request, assignment, 1, 1, Instant.now()))));
    return assignment;
  }

  private Heard completed(UUID member, UUID assignment, long points) {
    return new Heard.Completed(
        community, Ids.next(), assignment, member, true, 1, points, Instant.now());
  }

  /** As the sweep does when the next day has begun. */
  private void endOf(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    sealing.close(end);
    sealing.sealAll(end);
  }

  /** What the owner of the database can do, and nobody who only may write to it. */
  private void meddle(String statement, UUID assignment) {
    database.transact(tx -> {
      tx.update("alter table transfer disable trigger transfer_never_changes");
      assertThat(tx.update(statement, assignment)).isOne();
      return tx.update("alter table transfer enable trigger transfer_never_changes");
    });
  }

  private static boolean waited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // What is so.

  /** On which day something is booked now: other tests have closed some that are to come. */
  private LocalDate today() {
    return database.read(sql ->
        sql.one(
            "select (greatest(now(), closed_until) at time zone 'UTC')::date::text as day from ledger_day",
            row -> LocalDate.parse(row.text("day"))));
  }

  private LocalDate only() {
    List<String> all = days().path("items.day");
    assertThat(all).hasSize(1);
    return LocalDate.parse(all.getFirst());
  }

  private String transfer(UUID assignment, String leg) {
    return database.read(sql ->
        sql.one(
            "select id from transfer where community = ? and assignment_id = ? and leg = ?",
            row -> row.uuid("id").toString(),
            community,
            assignment,
            leg));
  }

  private boolean somebodyWaitsForTheDay() {
    return Boolean.TRUE.equals(
        database.<Boolean>read(sql ->
            sql.one(
                """
                select exists (select from pg_locks where locktype = 'advisory' and not granted
                  and mode = 'ExclusiveLock') as waits
                """,
                row -> row.bool("waits"))));
  }

  /** The seal as docs/reference/ledger-seals.md says that it is made. */
  private String madeByHand(LocalDate day, @Nullable String previous) {
    DateTimeFormatter time = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    StringBuilder text =
        new StringBuilder(
            "crowdline-ledger-1|"
                + community
                + "|"
                + day
                + "|"
                + (previous == null ? "" : previous)
                + "\n");
    database
        .read(sql ->
            sql.query(
                "select * from transfer where community = ? order by position",
                row ->
                    LocalDate.ofInstant(row.instant("booked_at"), ZoneOffset.UTC).equals(day)
                        ? String.join(
                            "|",
                            Long.toString(row.bigint("position")),
                            row.uuid("id").toString(),
                            row.uuid("debit_account").toString(),
                            row.uuid("credit_account").toString(),
                            Long.toString(row.bigint("amount")),
                            row.text("kind"),
                            row.text("leg"),
                            row.text("rule"),
                            row.uuid("assignment_id").toString(),
                            row.uuid("request_id").toString(),
                            Integer.toString(row.integer("round")),
                            "",
                            Long.toString(row.bigint("balance")),
                            Long.toString(row.bigint("held")),
                            Long.toString(row.bigint("debt")),
                            time.format(
                                OffsetDateTime.ofInstant(row.instant("at"), ZoneOffset.UTC)),
                            time.format(
                                OffsetDateTime.ofInstant(row.instant("booked_at"), ZoneOffset.UTC)))
                        : "",
                community))
        .stream()
        .filter(line -> !line.isEmpty())
        .forEach(line -> text.append(line).append('\n'));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The facts on the log, once as many have arrived. */
  private List<Seal> stated(int wanted) {
    return Awaitility.await()
        .atMost(SOON)
        .until(() -> List.copyOf(checking.stated(community)), found -> found.size() == wanted);
  }

  private long programme(String of) {
    return operator().get("/v1/programme").jsonPath().getLong("points." + of);
  }

  private void assertLedgerAddsUp() {
    operator()
        .get("/v1/ledger/check")
        .then()
        .body("sum", equalTo(0))
        .body("negativeWallets", equalTo(0))
        .body("unbalancedAccounts", equalTo(0));
    assertChecked(today()).body("difference", nullValue());
  }

  private Response days() {
    return operator().get("/v1/ledger/days");
  }

  private ValidatableResponse assertChecked(LocalDate day) {
    return operator()
        .get("/v1/ledger/day-check?day=" + day)
        .then()
        .statusCode(200)
        .body("day", equalTo(day.toString()))
        .body("transfers", notNullValue());
  }

  private RequestSpecification operator() {
    return given().auth().oauth2(Tokens.of(community, "olga", "operator"));
  }
}
