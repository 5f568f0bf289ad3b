package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what the code says, and hangs together. */
class AsyncApiTest {
  @Test
  void theCommittedDocumentIsTheCodes() {
    Committed.holds(
        Committed.REPOSITORY.resolve("docs/reference/asyncapi.json"), AsyncApiDocument.make());
  }

  @Test
  void everyTypeIsAMessageOfItsTopicAndOfTheServiceThatStatesIt() {
    JsonNode document = AsyncApiDocument.make();
    for (FactTypes.FactType type : FactTypes.all()) {
      List<String> channels = new ArrayList<>();
      document
          .get("channels")
          .propertyStream()
          .forEach(channel ->
              channel
                  .getValue()
                  .get("messages")
                  .forEach(message -> {
                    if (at(document, message).get("name").asText().equals(type.name())) {
                      channels.add(channel.getValue().get("address").asText());
                    }
                  }));
      assertThat(channels).as(type.name()).containsExactly(type.topic().named("crowdline"));
    }
    long sent =
        document
            .get("operations")
            .valueStream()
            .filter(operation -> operation.get("action").asText().equals("send"))
            .mapToLong(operation -> operation.get("messages").size())
            .sum();
    assertThat(sent).isEqualTo(FactTypes.all().size());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    JsonNode document = AsyncApiDocument.make();
    List<JsonNode> references = document.findParents("$ref");
    assertThat(references).hasSizeGreaterThan(FactTypes.all().size());
    assertThat(references)
        .allSatisfy(reference -> assertThat(at(document, reference).isMissingNode()).isFalse());
  }

  @Test
  void theEnvelopeNamesEveryHeader() throws IllegalAccessException {
    Set<String> headers = new HashSet<>();
    for (Field field : Envelope.class.getFields()) {
      headers.add((String) field.get(null));
    }
    Set<String> described = new HashSet<>();
    AsyncApiDocument.envelope().get("properties").fieldNames().forEachRemaining(described::add);
    assertThat(described).isEqualTo(headers);
  }

  private static JsonNode at(JsonNode document, JsonNode reference) {
    return document.at(reference.get("$ref").asText().substring(1));
  }
}
