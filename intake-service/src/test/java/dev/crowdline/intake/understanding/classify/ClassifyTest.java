package dev.crowdline.intake.understanding.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.intake.understanding.domain.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifyTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return new Classify(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void aFieldInQuotesSpansLines() {
    assertThat(LabelledTexts.of("text,category\r\n\"a \"\"b\"\",\nc\",x\r\nplain,y"))
        .containsExactly(Example.of("a \"b\",\nc", "x"), Example.of("plain", "y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          category,text | line 1
          text,category\\na,b,c | line 2
          text,category\\n"a\\nb",x\\n"c,y | line 4
          text,category\\n"a"b,x | line 2
          """)
  void whatHasAnotherFormIsNamedByItsLine(String csv, String line) {
    assertThatThrownBy(() -> LabelledTexts.of(csv.replace("\\n", "\n")))
        .hasMessageStartingWith(line + ":");
  }

  @Test
  void whatIsOutOfScopeCountsForNothingElse() throws IOException {
    String train =
        file(
            "train.csv",
            """
            text,category
            my invoice is too high,billing
            you charged me twice,billing
            the connection is down,outage
            nothing loads any more,outage
            """);
    String test =
        file(
            "test.csv",
            """
            text,category
            the invoice is so high,billing
            our connection is down,outage
            who won the game,oos
            """);
    assertThat(run("--train", train, "--test", test, "--json")).isZero();
    JsonNode figures = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(figures.path("asked").asInt()).isEqualTo(2);
    assertThat(figures.path("outOfScope").asInt()).isEqualTo(1);
    for (String way : List.of("fast", "sentence", "both")) {
      JsonNode scores = figures.path(way);
      assertThat(scores.path("accuracy").asDouble()).as(way).isEqualTo(1);
      assertThat(scores.path("auroc").asDouble()).as(way).isEqualTo(1);
      assertThat(scores.path("perSecond").asDouble()).as(way).isPositive();
    }
    assertThat(figures.at("/fast/lookedAgain").asDouble()).isZero();
    assertThat(figures.at("/sentence/lookedAgain").asDouble()).isEqualTo(1);
  }

  @Test
  void argumentsAndFilesThatMakeNoSenseAreRefused() throws IOException {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--train")).isEqualTo(2);
    assertThat(run("--trian", "x")).isEqualTo(2);
    assertThat(run("--train", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(run("--train", file("one.csv", "text,category\na,x\nb,x\n"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .allMatch(line -> line.startsWith("classify: "));
  }
}
