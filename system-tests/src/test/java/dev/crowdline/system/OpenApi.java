package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The committed OpenAPI documents, as a list of what can be called. */
final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private OpenApi() {}

  /**
   * One operation.
   *
   * @param body the schema of its JSON body, missing when it takes none
   * @param document where it is described
   */
  record Operation(
      String service,
      String method,
      String path,
      JsonNode description,
      JsonNode body,
      JsonNode document) {

    /** The names in braces, in their order. */
    List<String> pathParameters() {
      return Pattern.compile("\\{([^}]+)}")
          .matcher(path)
          .results()
          .map(match -> match.group(1))
          .toList();
    }

    List<JsonNode> queryParameters() {
      return parameters("query");
    }

    /** Those of a place: path, query or header. */
    List<JsonNode> parameters(String in) {
      return Json.items(description.path("parameters")).stream()
          .filter(parameter -> parameter.path("in").asText().equals(in))
          .toList();
    }

    /** The roles and permissions that may call it, and {@code customer}. */
    List<String> roles() {
      return Json.items(description.path("security")).stream()
          .flatMap(each -> each.valueStream())
          .flatMap(JsonNode::valueStream)
          .map(JsonNode::asText)
          .toList();
    }

    boolean takesBody() {
      return !body.isMissingNode();
    }

    /** Whether its answer is a stream that does not end. */
    boolean streams() {
      return description.path("responses").path("200").path("content").has("text/event-stream");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Operation> operations() {
    return Stack.SERVICES.stream().flatMap(service -> of(service).stream()).toList();
  }

  private static List<Operation> of(String service) {
    JsonNode document = document(service);
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(each -> {
                  if (METHODS.contains(each.getKey())) {
                    JsonNode schema =
                        each.getValue()
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("schema");
                    operations.add(
                        new Operation(
                            service,
                            each.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            each.getValue(),
                            resolved(document, schema),
                            document));
                  }
                }));
    return operations;
  }

  /** A schema without its reference, and the properties of it without theirs. */
  static JsonNode resolved(JsonNode document, JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private static JsonNode document(String service) {
    Path file = Stack.checkout().resolve("docs/reference/openapi-" + service + ".json");
    try {
      return Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is not committed", e);
    }
  }
}
