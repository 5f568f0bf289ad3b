package dev.crowdline.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.demo.Api;
import dev.crowdline.local.demo.Tokens;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.StackState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes through a community's ledger day by day. */
@Command(
    name = "verify",
    description =
        "Recomputes seals, balances and sums, and compares the seals with those that were stated as"
            + " facts. Exit 0: all is as it was moved, 1: not, with the first transfer that differs,"
            + " 4: nothing runs.")
public final class LedgerVerify implements Callable<Integer> {
  private static final int DIFFERS = 1;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--as",
      paramLabel = "ACCOUNT",
      description = "The operator of the community to look at (default: ${DEFAULT-VALUE})",
      defaultValue = "operator-1")
  private String account = "";

  @Option(names = "--json", description = "The result for programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DataDir dir = data.dataDir();
    Optional<Running> running = Running.in(dir);
    StackState state = running.map(Running::state).orElse(null);
    if (state == null || state.oidc() == null || state.url() == null) {
      return Running.sayNothingRuns(dir);
    }
    Api api = new Api(state.url(), new Tokens(state.oidc().issuer()));
    LedgerVerification verification = verify(api, api.as(account));
    if (json) {
      ObjectNode result = new JsonMapper().createObjectNode();
      result.put("verified", verification.first().isEmpty());
      result.put("days", verification.days());
      result.put("sealed", verification.sealed());
      result.put("transfers", verification.transfers());
      verification.first().ifPresent(first -> result.put("first", first));
      System.out.println(result);
    } else {
      System.out.printf(
          "Transfers: %d. Days: %d, of them sealed: %d.%n",
          verification.transfers(), verification.days(), verification.sealed());
      System.out.println(
          verification
              .first()
              .orElse("Every transfer is as it was moved, and every seal as stated."));
    }
    return verification.first().isEmpty() ? 0 : DIFFERS;
  }

  private LedgerVerification verify(Api api, Api.Credential operator)
      throws IOException, InterruptedException {
    LedgerVerification verification =
        new LedgerVerification(get(api, operator, "/v1/ledger/stated-seals").get("items"));
    List<String> days = days(api, operator);
    for (int i = 0; i < days.size(); i++) {
      progress("day %s, %d of %d", days.get(i), i + 1, days.size());
      verification.day(get(api, operator, "/v1/ledger/day-check?day=" + days.get(i)));
    }
    progress("sums");
    verification.end(get(api, operator, "/v1/ledger/check"));
    progress("");
    return verification;
  }

  /** The oldest first. */
  private static List<String> days(Api api, Api.Credential operator)
      throws IOException, InterruptedException {
    List<String> days = new ArrayList<>();
    String next = "";
    do {
      JsonNode page =
          get(
              api,
              operator,
              "/v1/ledger/days?limit=200" + (next.isEmpty() ? "" : "&cursor=" + next));
      page.get("items").forEach(day -> days.add(day.get("day").asText()));
      next = page.path("next").asText("");
    } while (!next.isEmpty());
    return days.reversed();
  }

  private static JsonNode get(Api api, Api.Credential operator, String path)
      throws IOException, InterruptedException {
    Api.Answer answer = api.get(operator, path);
    if (!answer.ok()) {
      throw new IOException("GET " + path + " says " + answer.reason());
    }
    return answer.body();
  }

  /** On a terminal only, on one line that the next overwrites. */
  private static void progress(String format, Object... values) {
    if ("true".equals(System.getProperty("crowdline.colours"))) {
      System.err.printf("\r\u001b[K" + format, values);
      System.err.flush();
    }
  }
}
