package dev.crowdline.routing.testing;

import static io.restassured.RestAssured.given;

import dev.crowdline.contracts.Need;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Somebody who signed in, and perhaps is a member. */
public final class Person {
  public final String community;
  public final String subject;
  private final String[] roles;
  private UUID memberId;

  public Person(String community, String subject, String... roles) {
    this.community = community;
    this.subject = subject;
    this.roles = roles;
  }

  /** Registers, with these skills. */
  public Person registered(Need... skills) {
    Response response =
        call().body(Map.of("alias", subject, "skills", List.of(skills))).post("/v1/members");
    response.then().statusCode(201);
    memberId = UUID.fromString(response.path("id"));
    return this;
  }

  /** Is registered by an operator: tier and capacity are an operator's to give. */
  public Person registeredAs(String tier, int capacity, Need... skills) {
    Map<String, Object> body = new HashMap<>();
    body.put("alias", subject);
    body.put("skills", List.of(skills));
    body.put("issuer", Tokens.ISSUER);
    body.put("subject", subject);
    body.put("tier", tier);
    body.put("capacity", capacity);
    Response response =
        new Person(community, "olga", "operator").call().body(body).post("/v1/members");
    response.then().statusCode(201);
    memberId = UUID.fromString(response.path("id"));
    return this;
  }

  public Person acceptedTerms() {
    call().body(Map.of("version", 1)).post("/v1/members/me/terms").then().statusCode(200);
    return this;
  }

  /** Is online by request, for 15 seconds. */
  public Person present() {
    call().body(Map.of("site", "test")).post("/v1/members/me/presence").then().statusCode(200);
    return this;
  }

  public Person absent() {
    call().delete("/v1/members/me/presence").then().statusCode(204);
    return this;
  }

  public UUID id() {
    return memberId;
  }

  public String token() {
    return Tokens.of(community, subject, roles);
  }

  /** Whom a use case sees. */
  public Caller caller() {
    return new Caller(
        Tokens.ISSUER + "#" + subject,
        community,
        Set.of(roles),
        Tokens.ISSUER,
        subject,
        subject,
        null);
  }

  public RequestSpecification call() {
    return given().header("Authorization", "Bearer " + token()).contentType(ContentType.JSON);
  }

  /** The same with an Idempotency-Key. */
  public RequestSpecification call(String key) {
    return call().header("Idempotency-Key", key);
  }

  /** Connects the console. */
  public Stream connect() {
    return connected("");
  }

  /** Connects the page of another site. */
  public Stream connectAt(String site) {
    return connected("?site=" + site);
  }

  private Stream connected(String query) {
    Stream stream = Stream.open(query, Map.of("Authorization", "Bearer " + token()));
    stream.await("hello");
    return stream;
  }

  /** The ids of the live offers. */
  public List<UUID> offers() {
    return call().get("/v1/offers").jsonPath().getList("items.id", UUID.class);
  }

  /** The offer of a route, or null. */
  public UUID offerOf(UUID route) {
    String id =
        call()
            .get("/v1/offers")
            .jsonPath()
            .getString("items.find { it.routeId == '" + route + "' }.id");
    return id == null ? null : UUID.fromString(id);
  }

  /** Accepts an offer; returns the id of the assignment. */
  public UUID accept(UUID offer) {
    Response response = call().post("/v1/offers/" + offer + "/accept");
    response.then().statusCode(200);
    return UUID.fromString(response.path("id"));
  }

  public void decline(UUID offer) {
    call().post("/v1/offers/" + offer + "/decline").then().statusCode(200);
  }

  public void complete(UUID assignment) {
    does(assignment, "complete", Map.of("answer", "42")).then().statusCode(200);
  }

  public Response draft(UUID assignment, String text) {
    return call().body(Map.of("text", text)).put("/v1/assignments/" + assignment + "/draft");
  }

  /** Something on an assignment. */
  public Response does(UUID assignment, String what, Map<String, ?> body) {
    return call().body(body).post("/v1/assignments/" + assignment + "/" + what);
  }

  public Response assignment(UUID id) {
    return call().get("/v1/assignments/" + id);
  }
}
