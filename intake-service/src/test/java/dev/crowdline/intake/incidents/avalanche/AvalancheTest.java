package dev.crowdline.intake.incidents.avalanche;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.intake.understanding.classify.LabelledTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvalancheTest {
  private static final String CSV =
      """
      text,category
      There is no network in the whole street,outage
      No network at all,outage
      The network is down,outage
      Why is my invoice so high?,invoice
      My bill is higher than last month,invoice
      Does my phone work in another country?,roaming
      How do I use my phone abroad?,roaming
      I want to keep my number,porting
      """;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new Avalanche(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  @Test
  @DisplayName("an outage is found, most of it is attached, and the same seed says the same")
  void measures() throws IOException {
    Texts texts = Texts.of(LabelledTexts.of(CSV), "outage");
    Trial.Outcome outcome = new Trial(texts, 1).outage(200, 10);
    assertThat(outcome.seconds()).isNotNull().isLessThan(10);
    assertThat(outcome.attached()).isGreaterThan(0.9);
    assertThat(outcome.strangers()).isLessThan(0.1);
    assertThat(new Trial(texts, 1).outage(200, 10)).isEqualTo(outcome);
    assertThat(new Trial(texts, 2).outage(200, 10)).isNotEqualTo(outcome);
  }

  @Test
  @DisplayName("the report is words for people and JSON for programs, its progress goes beside it")
  void reports() throws IOException {
    String file = Files.writeString(folder.resolve("t.csv"), CSV).toString();
    assertThat(run("--texts", file, "--outage", "outage", "--seeds", "1", "--json")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(report.path("seeds").asInt()).isEqualTo(1);
    assertThat(report.path("outages")).hasSize(6);
    assertThat(report.path("quietMessages").asLong()).isGreaterThan(300_000);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("without an outage");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --texts | needs a value
          --texts none.csv | --outage CATEGORY
          --texts none.csv --outage x | cannot be read
          --outage x --seeds 0 | from 1 to 1000
          --outage x --seeds many | from 1 to 1000
          --loud | there is no --loud
          """)
  void whatMakesNoSenseIsSaid(String arguments, String said) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("avalanche: ").contains(said);
  }
}
