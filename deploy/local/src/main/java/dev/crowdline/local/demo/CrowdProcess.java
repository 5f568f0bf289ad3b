package dev.crowdline.local.demo;

import dev.crowdline.local.gateway.Accounts;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/**
 * Main class of the crowd: simulated members, customers and a specialist who use the API as people
 * do.
 */
public final class CrowdProcess {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final long SEED = 20260101;

  private CrowdProcess() {}

  /** Takes the public address, the issuer, and the path of demo.json. */
  public static void main(String[] arguments) throws InterruptedException {
    Api api = new Api(arguments[0], new Tokens(arguments[1]));
    DemoFile demo =
        DemoFile.read(Path.of(arguments[2]))
            .orElseThrow(() -> new IllegalStateException("There is no " + arguments[2]));
    Consumer<String> log =
        line -> System.out.println(LocalTime.now(ZoneOffset.UTC).format(SECONDS) + " " + line);
    log.accept("This is a simulation: nobody below is a person.");
    for (int i = 1; i <= Accounts.CROWD; i++) {
      SimulatedMember member =
          new SimulatedMember(api, "crowd-" + i, i, Temper.of(i), new Chance(SEED + i), log);
      Thread.ofVirtual().name("crowd-" + i).start(member);
    }
    Thread.ofVirtual()
        .name("specialist")
        .start(new SimulatedSpecialist(api, new Chance(SEED + 100), log));
    Thread.ofVirtual()
        .name("outage")
        .start(new SimulatedOutage(api, Api.withKey(demo.apiKey()), new Chance(SEED + 300), log));
    Thread customers =
        Thread.ofPlatform()
            .name("customers")
            .start(
                new SimulatedCustomers(
                    api, Api.withKey(demo.apiKey()), new Chance(SEED + 200), log));
    customers.join();
  }
}
