package dev.crowdline.support.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Connects a service under test to the running PostgreSQL, Kafka and Redis, with a database and
 * topics of its own. {@code ./crowdline test service} starts the parts and says where they are.
 */
public final class Parts implements QuarkusTestResourceLifecycleManager {
  private final String name =
      "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private JsonNode addresses;
  private HttpServer provider;

  @Override
  public Map<String, String> start() {
    addresses = addresses();
    admin("create database " + name);
    KeyPair links = linkKeys();
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.management.test-port", "0");
    settings.put("quarkus.datasource.jdbc.url", jdbcUrl(name));
    settings.put("quarkus.datasource.username", text("/postgres/admin/user"));
    settings.put("quarkus.datasource.password", text("/postgres/admin/password"));
    settings.put("kafka.bootstrap.servers", text("/kafka/bootstrap"));
    settings.put("crowdline.topic-prefix", name);
    settings.put("quarkus.redis.hosts", text("/redis/url"));
    settings.put("crowdline.public-url", "http://localhost:8080");
    settings.put("crowdline.link-public-key", base64(links.getPublic().getEncoded()));
    settings.put("crowdline.link-private-key", base64(links.getPrivate().getEncoded()));
    settings.put("crowdline.contact-key", base64(random()));
    settings.put("crowdline.voucher-key", base64(random()));
    settings.put("crowdline.ticket-key", base64(random()));
    settings.put("quarkus.oidc.auth-server-url", Tokens.ISSUER);
    settings.put("quarkus.oidc.token.issuer", Tokens.ISSUER);
    provider = provider();
    settings.put(
        "quarkus.oidc.jwks-path", "http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks");
    return settings;
  }

  @Override
  public void stop() {
    if (provider != null) {
      provider.stop(0);
    }
    if (addresses != null) {
      admin("drop database if exists " + name + " with (force)");
    }
  }

  private void admin(String statement) {
    try (Connection connection =
            DriverManager.getConnection(
                jdbcUrl("postgres"),
                text("/postgres/admin/user"),
                text("/postgres/admin/password"));
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://"
        + text("/postgres/host")
        + ":"
        + addresses.at("/postgres/port").asInt()
        + "/"
        + database;
  }

  private String text(String pointer) {
    return addresses.at(pointer).asText();
  }

  /** Where the running parts are, as the launcher says it. */
  static JsonNode addresses() {
    return state().get("addresses");
  }

  /** The process of a part. */
  static long pid(String part) {
    for (JsonNode process : state().get("processes")) {
      if (process.get("name").asText().equals(part)) {
        return process.get("pid").asLong();
      }
    }
    throw new IllegalArgumentException("no such part: " + part);
  }

  private static JsonNode state() {
    String state = System.getenv("CROWDLINE_TEST_STATE");
    if (state == null) {
      throw new IllegalStateException(
          "CROWDLINE_TEST_STATE is not set. Run './crowdline test service', or start the parts with"
              + " './crowdline up --parts --data DIR' and set it to DIR/state.json");
    }
    try {
      return new ObjectMapper().readTree(Path.of(state).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves the key that {@link Tokens} signs with, as an OpenID provider does. */
  private static HttpServer provider() {
    byte[] keys = Tokens.keySet().getBytes(StandardCharsets.UTF_8);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair linkKeys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
