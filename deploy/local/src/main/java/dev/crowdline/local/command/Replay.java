package dev.crowdline.local.command;

import dev.crowdline.local.demo.Tokens;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Service;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has a service take the parked records of one key again, in their order. */
@Command(
    name = "replay",
    description = "Replays the parked records of a key, after their cause was mended.")
public final class Replay implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "SERVICE", description = "intake, routing, sla or rewards")
  private String service = "";

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "The record key, as parked-records lists it")
  private String key = "";

  @Override
  public Integer call() throws Exception {
    if (Service.find(service).isEmpty()) {
      System.err.println("No service `" + service + "`; there are intake, routing, sla, rewards.");
      return 2;
    }
    DataDir dir = data.dataDir();
    Optional<Running> running = Running.in(dir);
    if (running.isEmpty() || running.get().state().oidc() == null) {
      return Running.sayNothingRuns(dir);
    }
    URI address =
        URI.create(
            "%s/v1/%s/parked-records/%s/replay"
                .formatted(
                    running.get().state().url(),
                    service,
                    URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20")));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address)
                  .header(
                      "Authorization",
                      "Bearer " + new Tokens(running.get().state().oidc().issuer()).of("admin-1"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      System.out.println(answer.body());
      return answer.statusCode() == 200 ? 0 : 1;
    }
  }
}
