package dev.crowdline.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stack says of itself in its state.json.
 *
 * @param url the gateway's origin
 * @param processes pid by name, the launcher's too
 * @param management port of each process that has one
 * @param services direct addresses of each service's replicas
 * @param databases by service
 */
public record RunningStack(
    String state,
    URI url,
    String issuer,
    Map<String, Long> processes,
    Map<String, Integer> management,
    Map<String, List<URI>> services,
    Login admin,
    Map<String, Login> databases) {

  public static final String LAUNCHER = "launcher";

  /**
   * The file of the stack that is to be measured.
   *
   * @throws IOException when none is named
   */
  public static Path file() throws IOException {
    String named = System.getenv("CROWDLINE_STATE");
    if (named == null || named.isBlank()) {
      throw new IOException(
          "CROWDLINE_STATE must name the state.json of a running stack without crowd");
    }
    return Path.of(named);
  }

  /**
   * The stack that is to be measured.
   *
   * @throws IOException when it is not ready, or a crowd would be measured too
   */
  public static RunningStack ready(Path file) throws IOException {
    RunningStack stack = read(file);
    if (!stack.state().equals("ready")) {
      throw new IOException("the stack of " + file + " is " + stack.state() + ", not ready");
    }
    if (stack.processes().containsKey("crowd")) {
      throw new IOException(
          "the stack has a simulated crowd, which would be measured too: --no-crowd");
    }
    return stack;
  }

  /** Reads state.json; what is missing is named. */
  public static RunningStack read(Path file) throws IOException {
    JsonNode root = new JsonMapper().readTree(file.toFile());
    if (!root.hasNonNull("url")) {
      throw new IOException(file + " is of a stack without services");
    }
    Map<String, Long> processes = new LinkedHashMap<>();
    root.path("processes")
        .forEach(one -> processes.put(one.path("name").asText(), one.path("pid").asLong()));
    processes.put(LAUNCHER, root.path("launcher").path("pid").asLong());
    Map<String, Integer> management = new LinkedHashMap<>();
    root.path("processes")
        .forEach(
            one -> management.put(one.path("name").asText(), one.path("managementPort").asInt()));
    management.values().removeIf(port -> port == 0);
    Map<String, List<URI>> services = new LinkedHashMap<>();
    root.path("services")
        .properties()
        .forEach(one ->
            services.put(
                one.getKey(),
                one.getValue().valueStream().map(at -> URI.create(at.asText())).toList()));
    JsonNode postgres = root.path("addresses").path("postgres");
    Map<String, Login> databases = new LinkedHashMap<>();
    postgres
        .path("databases")
        .properties()
        .forEach(one -> databases.put(one.getKey(), login(one.getValue())));
    return new RunningStack(
        root.path("state").asText(),
        URI.create(root.path("url").asText()),
        root.path("oidc").path("issuer").asText(),
        processes,
        management,
        services,
        login(postgres.path("admin")),
        databases);
  }

  private static Login login(JsonNode node) {
    return new Login(
        node.path("jdbcUrl").asText(), node.path("user").asText(), node.path("password").asText());
  }

  public Login database(String service) {
    Login found = databases.get(service);
    if (found == null) {
      throw new IllegalStateException("state.json names no database of " + service);
    }
    return found;
  }

  public List<URI> addressesOf(String service) {
    List<URI> found = services.get(service);
    if (found == null || found.isEmpty()) {
      throw new IllegalStateException("state.json names no address of " + service);
    }
    return found;
  }
}
