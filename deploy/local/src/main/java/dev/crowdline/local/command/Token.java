package dev.crowdline.local.command;

import dev.crowdline.local.demo.Tokens;
import dev.crowdline.local.gateway.Account;
import dev.crowdline.local.gateway.Accounts;
import dev.crowdline.local.launcher.DataDir;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints an access token, alone on its line, for curl. */
@Command(
    name = "token",
    description = "An access token of a role's demo account, or of an account.")
public final class Token implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "ROLE|ACCOUNT",
      description =
          "integrator, contributor, specialist, contractor, operator, admin; or contributor-2")
  private String who = "";

  @Override
  public Integer call() throws Exception {
    DataDir dir = data.dataDir();
    Optional<Account> account = Accounts.ofRoleOrName(who);
    if (account.isEmpty()) {
      System.err.printf(
          "No account `%s`. There are: %s%n",
          who, String.join(", ", Accounts.forPeople().stream().map(Account::username).toList()));
      return 2;
    }
    Optional<Running> running = Running.in(dir);
    if (running.isEmpty() || running.get().state().oidc() == null) {
      return Running.sayNothingRuns(dir);
    }
    System.out.println(
        new Tokens(running.get().state().oidc().issuer()).of(account.get().username()));
    return 0;
  }
}
