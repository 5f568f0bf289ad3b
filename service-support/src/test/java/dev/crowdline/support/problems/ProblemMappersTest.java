package dev.crowdline.support.problems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Priority;
import dev.crowdline.support.web.JsonRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * P11: whatever is wrong with a body, the problem names the field and what would have been allowed.
 */
class ProblemMappersTest {
  private final ObjectMapper json = JsonMapper.builder().build();

  record Body(String text, int number, boolean flag, Priority priority, List<Need> needs) {}

  ProblemMappersTest() {
    new JsonRules().customize(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"text\": 5};text",
        "{\"number\": \"5\"};number",
        "{\"number\": 1.5};number",
        "{\"number\": null};number",
        "{\"flag\": \"true\"};flag",
        "{\"priority\": \"SOON\"};priority",
        "{\"priority\": 1};priority",
        "{\"priority\": \"UNKNOWN\"};priority",
        "{\"needs\": {}};needs",
        "{\"needs\": [{\"skill\": \"a\", \"level\": 9}]};needs[0]",
        "{\"number\": 1, \"flag\": true, \"txet\": \"a\"};txet",
        "[];body"
      })
  void namesTheField(String body, String field) {
    Problem problem = refused(body);
    assertThat(problem.type().status()).isEqualTo(400);
    assertThat(problem.body(null).errors()).singleElement().extracting("field").isEqualTo(field);
  }

  @Test
  void saysWhatWouldHaveBeenAllowed() {
    assertThat(refused("{\"priority\": \"SOON\"}").body(null).errors().getFirst().allowed())
        .containsExactly("URGENT", "HIGH", "NORMAL", "LOW");
    assertThat(
            refused("{\"number\": 1, \"flag\": true, \"txet\": 1}")
                .body(null)
                .errors()
                .getFirst()
                .allowed())
        .contains("text", "needs");
  }

  @Test
  void whatIsNoJsonSaysWhere() {
    Problem problem = refused("{\"text\": ");
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
    assertThat(problem.getMessage()).contains("line 1");
  }

  @Test
  void whatIsSaidTwiceIsRefused() {
    Problem problem = refused("{\"text\": \"a\", \"text\": \"b\"}");
    assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED);
    assertThat(problem.getMessage()).contains("Duplicate field 'text'");
  }

  private Problem refused(String body) {
    try {
      json.readValue(body, Body.class);
      throw new AssertionError("was taken: " + body);
    } catch (JsonProcessingException e) {
      return ProblemMappers.ofJson(e);
    }
  }
}
