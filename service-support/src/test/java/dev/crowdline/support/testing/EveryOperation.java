package dev.crowdline.support.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.support.web.Cursor;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * Calls every operation of a service's committed OpenAPI document with what it must refuse (P11),
 * as somebody who has all roles.
 */
public final class EveryOperation {
  private static final String[] ROLES = {
    "integrator", "operator", "contributor", "specialist", "admin", "customer"
  };

  private EveryOperation() {}

  private record Operation(String method, String path, List<String> parameters) {}

  /** A parameter that the operation does not have, and one that is given twice, are named. */
  public static void refusesStrangeParameters(String service) {
    String token = Tokens.of("acme", "everybody", ROLES);
    for (Operation each : of(service)) {
      Response strange = call(token, each, "?surprise=1");
      assertRefused(strange, each, "surprise");
      if (!each.parameters().isEmpty()) {
        String known = each.parameters().getFirst();
        assertRefused(call(token, each, "?" + known + "=1&" + known + "=2"), each, known);
      }
    }
  }

  /** An Idempotency-Key that says nothing is refused wherever one is sent. */
  public static void refusesEmptyKeys(String service) {
    String token = Tokens.of("acme", "everybody", ROLES);
    for (Operation each : of(service)) {
      for (String key : List.of("", "  ", "k".repeat(201))) {
        Response answer =
            given()
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .request(each.method(), each.path());
        assertRefused(answer, each, "Idempotency-Key");
      }
    }
  }

  /** No list takes a cursor that it did not write. */
  public static void refusesForgedCursors(String service, String token) {
    List<Operation> lists =
        of(service).stream().filter(each -> each.parameters().contains("cursor")).toList();
    assertThat(lists).isNotEmpty();
    for (Operation each : lists) {
      for (String cursor : forged(new Random(7))) {
        assertRefused(
            given()
                .header("Authorization", "Bearer " + token)
                .queryParam("cursor", cursor)
                .request(each.method(), each.path()),
            each,
            "cursor");
      }
    }
  }

  /** Cursors that nobody was given: of impossible times, of other forms, and mutilated ones. */
  public static List<String> forged(Random chance) {
    UUID id = new UUID(1, 2);
    List<String> forged = new ArrayList<>();
    for (String time :
        List.of(
            "+294277-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "-4714-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1969-12-31T23:59:59Z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01",
            "infinity",
            "")) {
      forged.add(encoded(time + "|" + id));
      forged.add(encoded("URGENT|" + time + "|" + id));
    }
    for (String name : List.of("1-1-1-1-1", "x", "", id + "|", id.toString() + "\u0000")) {
      forged.add(encoded("2026-01-01T00:00:00Z|" + name));
      forged.add(encoded("LOW|2026-01-01T00:00:00Z|" + name));
    }
    forged.add(encoded("urgent|2026-01-01T00:00:00Z|" + id));
    forged.addAll(List.of("x", "%%%", "AAAA", "=", "null", "A".repeat(2_000), "\ud83d\ude00"));
    String genuine = new Cursor(Instant.parse("2026-01-01T00:00:00Z"), id).text();
    for (int i = 0; i < 50; i++) {
      StringBuilder mutilated = new StringBuilder(genuine);
      mutilated.setCharAt(chance.nextInt(24), (char) ('!' + chance.nextInt(10)));
      forged.add(mutilated.toString());
    }
    return forged;
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Response call(String token, Operation operation, String query) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .request(operation.method(), operation.path() + query);
  }

  private static void assertRefused(Response answer, Operation operation, String field) {
    assertThat(answer.statusCode()).as("%s: %s", operation, answer.asString()).isEqualTo(400);
    assertThat(answer.<String>path("errors[0].field")).as("%s", operation).isEqualTo(field);
  }

  private static List<Operation> of(String service) {
    try {
      JsonNode paths =
          new ObjectMapper()
              .readTree(Path.of("../docs/reference/openapi-" + service + ".json").toFile())
              .path("paths");
      List<Operation> operations = new ArrayList<>();
      paths
          .properties()
          .forEach(path ->
              path.getValue()
                  .properties()
                  .forEach(method -> {
                    if (method.getValue().has("operationId")) {
                      List<String> parameters = new ArrayList<>();
                      for (JsonNode parameter : method.getValue().path("parameters")) {
                        if (parameter.path("in").asText().equals("query")) {
                          parameters.add(parameter.path("name").asText());
                        }
                      }
                      operations.add(
                          new Operation(
                              method.getKey().toUpperCase(Locale.ROOT),
                              path.getKey().replaceAll("\\{[^}]*}", UUID.randomUUID().toString()),
                              parameters));
                    }
                  }));
      assertThat(operations).isNotEmpty();
      return operations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
