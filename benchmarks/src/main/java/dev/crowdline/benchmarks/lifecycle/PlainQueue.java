package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.stack.Login;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What a table used as a queue comes to on the same PostgreSQL: a job with its skills is inserted,
 * the oldest that fits is claimed by {@code for update skip locked}, and it is completed, each in a
 * transaction of its own. Nobody is asked, told or paid; no clock runs, and nothing is stated.
 *
 * @param lifecyclesPerSecond over all connections
 */
record PlainQueue(int connections, int seconds, double lifecyclesPerSecond) {
  private static final int CONNECTIONS = 8;
  private static final List<String> SKILLS = List.of("tv", "internet", "billing", "roaming");
  private static final List<String> TABLES =
      List.of(
          """
          create table job (
            id uuid primary key, skills text[] not null, question text not null, state text not null,
            taken_by text, answer text, created_at timestamptz not null default now(), ended_at timestamptz
          )
          """,
          "create index job_open on job (created_at) where state = 'OPEN'");

  static PlainQueue measure(Login admin, int seconds) throws SQLException, InterruptedException {
    double perSecond =
        Scratch.turnsPerSecond(admin, TABLES, CONNECTIONS, seconds, PlainQueue::worker);
    return new PlainQueue(CONNECTIONS, seconds, Math.round(perSecond * 10) / 10.0);
  }

  private static Scratch.Turn worker(Connection connection, int number) throws SQLException {
    PreparedStatement submit =
        connection.prepareStatement(
            "insert into job (id, skills, question, state) values (?, array[?], ?, 'OPEN')");
    PreparedStatement claim =
        connection.prepareStatement(
            """
            update job set state = 'TAKEN', taken_by = ? where id = (
              select id from job where state = 'OPEN' and skills && ?
              order by created_at for update skip locked limit 1
            ) returning id
            """);
    PreparedStatement complete =
        connection.prepareStatement(
            "update job set state = 'DONE', answer = ?, ended_at = now() where id = ?");
    claim.setString(1, "member-" + number);
    claim.setArray(2, connection.createArrayOf("text", SKILLS.toArray()));
    complete.setString(1, "Turn it off and on again.");
    return () -> {
      submit.setObject(1, UUID.randomUUID());
      submit.setString(2, SKILLS.get(number % SKILLS.size()));
      submit.setString(3, "There is no picture since this morning.");
      submit.executeUpdate();
      complete.setObject(2, claimed(claim));
      complete.executeUpdate();
    };
  }

  /** Another worker may have taken this one's job; then this one takes another's. */
  private static UUID claimed(PreparedStatement claim) throws SQLException {
    while (true) {
      try (ResultSet rows = claim.executeQuery()) {
        if (rows.next()) {
          return rows.getObject(1, UUID.class);
        }
      }
    }
  }
}
