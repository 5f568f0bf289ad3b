package dev.crowdline.sla.whatif.messaging;

import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.Pace;
import dev.crowdline.contracts.Policy;
import dev.crowdline.sla.whatif.domain.Recorder;
import dev.crowdline.sla.whatif.domain.Recording;
import dev.crowdline.sla.whatif.domain.Rules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What the demo community's topics held after an hour of {@code ./crowdline up}, without texts and
 * names: one fact a line, of its type, subject, time and data.
 */
public final class DemoHour {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private DemoHour() {}

  private static String other(MatchResult id, String salt) {
    return UUID.nameUUIDFromBytes((salt + id.group()).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Under the policy of the demo. */
  public static Rules rules() {
    return new Rules(new TreeMap<>(Map.of(Instant.EPOCH, policy())), null, null);
  }

  /** The policy of the demo. */
  public static Policy policy() {
    return Policy.of(Pace.DEMO);
  }

  /** All of it; what was submitted before the last two minutes counts. */
  public static Recording recording() {
    Recorder recorder = new Recorder(policy().newMemberCapacity());
    RecordedFacts facts = new RecordedFacts(recorder);
    Instant first = Instant.MAX;
    Instant until = Instant.EPOCH;
    for (Line line : lines()) {
      if (RecordedFacts.areOf(line.type())) {
        first = line.at().isBefore(first) ? line.at() : first;
        until = line.at().isAfter(until) ? line.at() : until;
        facts.tell(UUID.fromString(line.subject()), line.at(), line.data());
      }
    }
    return recorder.recording("demo", first, until.minus(Duration.ofMinutes(2)), until);
  }

  /** A fact, apart from its community. */
  public record Line(String type, String subject, Instant at, Object data) {
    static Line of(String text) {
      String[] fields = text.split("\t", 4);
      String type = "dev.crowdline." + fields[0] + ".v1";
      return new Line(type, fields[1], Instant.parse(fields[2]), read(type, fields[3]));
    }
  }

  private static Object read(String type, String json) {
    try {
      return FactCodec.read(
          json.getBytes(StandardCharsets.UTF_8),
          Objects.requireNonNull(FactTypes.named(type)).record());
    } catch (IOException e) {
      throw new UncheckedIOException(type, e);
    }
  }

  /** Each of them, in the order of the topics. */
  public static List<Line> lines() {
    return lines("");
  }

  /**
   * The same with other ids.
   *
   * @param salt of which they are made; none leaves them as they are
   */
  public static List<Line> lines(String salt) {
    try (InputStream in =
            Objects.requireNonNull(
                DemoHour.class.getResourceAsStream("/dev/crowdline/sla/whatif/demo-hour.tsv.gz"));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> salt.isEmpty() ? line : ID.matcher(line).replaceAll(id -> other(id, salt)))
          .map(Line::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading the demo's hour", e);
    }
  }
}
