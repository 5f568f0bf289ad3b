package dev.crowdline.benchmarks.lifecycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/**
 * What the load needs of a message on a member's stream, read in one pass that stops as soon as
 * nothing more is wanted. Empty stands for absent.
 *
 * @param id of the offer or assignment that it is about
 * @param routeId the request's id
 * @param problem why a command was refused
 */
record StreamMessage(
    String type, String ref, int status, String id, String routeId, String state, String problem) {
  private static final JsonFactory JSON = new JsonFactory();

  private static final int OK = 200;

  /** Objects that are looked into; all others are skipped. */
  private static final Set<String> INNER = Set.of("offer", "assignment", "body", "problem");

  static StreamMessage read(String text) {
    Fields found = new Fields();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      JsonToken token = json.nextToken();
      while (token != null && !found.isComplete()) {
        if (token == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (value.isStructStart()) {
            if (!INNER.contains(name)) {
              json.skipChildren();
            }
          } else {
            found.take(name, value, json);
          }
        }
        token = json.nextToken();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not a message: " + text, e);
    }
    return found.message();
  }

  private static final class Fields {
    private String type = "";
    private String ref = "";
    private int status;
    private String id = "";
    private String routeId = "";
    private String state = "";
    private String problem = "";

    void take(String name, JsonToken value, JsonParser json) throws IOException {
      switch (name) {
        case "type" -> type = type.isEmpty() ? json.getText() : type;
        case "ref" -> ref = json.getText();
        case "status" ->
            status =
                status == 0 && value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : status;
        case "id", "offerId", "assignmentId" -> id = id.isEmpty() ? json.getText() : id;
        case "routeId" -> routeId = json.getText();
        case "state" -> state = json.getText();
        case "detail" -> problem = json.getText();
        default -> {
          // Nobody asks for it.
        }
      }
    }

    boolean isComplete() {
      return switch (type) {
        case "offer", "assignment", "offer-ended", "assignment-ended" ->
            !id.isEmpty() && !routeId.isEmpty() && !state.isEmpty();
        case "result" -> !ref.isEmpty() && status == OK && !id.isEmpty();
        default -> false;
      };
    }

    StreamMessage message() {
      return new StreamMessage(type, ref, status, id, routeId, state, problem);
    }
  }
}
