package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of facts has one row per type, and says of each what the code says. */
class FactsPageTest {
  private static final List<List<String>> ROWS =
      Committed.read(Committed.REPOSITORY.resolve("docs/reference/facts.md"))
          .lines()
          .filter(line -> line.startsWith("| `"))
          .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
          .filter(cells -> cells.get(1).matches("`[a-z]+\\.[a-z-]+`"))
          .toList();

  @Test
  void everyTypeHasItsRowWithItsTopicAndService() {
    assertThat(ROWS.stream().map(row -> List.of(row.get(1), row.get(2), row.get(3))))
        .containsExactlyElementsOf(
            FactTypes.all().stream()
                .map(type ->
                    List.of(
                        "`"
                            + type.name().replace("dev.crowdline.", "").replaceAll("\\.v1$", "")
                            + "`",
                        type.topic().named("x").split("\\.", -1)[1],
                        type.service()))
                .toList());
  }

  @Test
  void everyRowSaysWhoListensAndWhen() {
    assertThat(ROWS)
        .allSatisfy(row -> {
          assertThat(row.get(4))
              .matches("(intake|routing|sla|rewards|all|none)(, (intake|routing|sla|rewards))*");
          assertThat(row.get(5)).isNotBlank();
        });
  }
}
