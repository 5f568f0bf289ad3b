package dev.crowdline.intake.testing;

import static io.restassured.RestAssured.given;

import dev.crowdline.support.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Calls of the service's API, as somebody. */
public final class Calls {
  private Calls() {}

  public static RequestSpecification as(String community, String... roles) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of(community, roles[0] + "-1", roles))
        .contentType(ContentType.JSON);
  }

  public static RequestSpecification integrator(String community) {
    return as(community, "integrator");
  }

  public static RequestSpecification operator(String community) {
    return as(community, "operator");
  }

  public static RequestSpecification admin() {
    return as(null, "admin");
  }

  /** The customer who was given that page. */
  public static RequestSpecification customer(String page) {
    return given()
        .header("X-Customer-Link", page.substring(page.indexOf('#') + 1))
        .contentType(ContentType.JSON);
  }

  /** A community name that no other test uses. */
  public static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Posts a request that needs nothing but its text. */
  public static Asked ask(String community, String text) {
    return ask(community, Map.of("text", text));
  }

  public static Asked ask(String community, Map<String, ?> body) {
    Response response = integrator(community).body(body).post("/v1/requests");
    response.then().statusCode(201);
    return new Asked(community, UUID.fromString(response.path("id")), response.path("page"));
  }

  /** A request that was taken. */
  public record Asked(String community, UUID id, String page) {
    public Response read() {
      return integrator(community).get("/v1/requests/" + id);
    }

    public String status() {
      return read().path("status");
    }

    public RequestSpecification customer() {
      return Calls.customer(page);
    }

    public String conversation() {
      return "/v1/conversations/" + id;
    }
  }
}
