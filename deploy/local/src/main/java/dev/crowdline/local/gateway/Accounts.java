package dev.crowdline.local.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who can sign in locally. Nobody has a password: the provider signs for anybody and listens on
 * loopback only.
 */
public final class Accounts {
  public static final String DEMO = "demo";
  public static final int CROWD = 12;

  /** For tests with communities of their own: {@code operator@other:olga}. */
  private static final Pattern ANYBODY =
      Pattern.compile(
          "(integrator|contributor|specialist|operator|admin)@([a-z][a-z0-9-]{1,31}):([A-Za-z0-9._-]{1,64})");

  private static final Map<String, Account> KNOWN = known();

  private Accounts() {}

  public static Optional<Account> find(String username) {
    Account known = KNOWN.get(username);
    return known != null ? Optional.of(known) : anybody(username);
  }

  /** A role's first account, or the account itself: {@code operator} is {@code operator-1}. */
  public static Optional<Account> ofRoleOrName(String text) {
    return find(text).or(() -> find(text + "-1"));
  }

  /** Those a person may choose from; the crowd is left out. */
  public static List<Account> forPeople() {
    return KNOWN.values().stream()
        .filter(account -> !account.username().startsWith("crowd-"))
        .toList();
  }

  public static List<Account> onePerRole() {
    return forPeople().stream().filter(account -> account.username().endsWith("-1")).toList();
  }

  private static Optional<Account> anybody(String username) {
    Matcher matcher = ANYBODY.matcher(username);
    return matcher.matches()
        ? Optional.of(
            new Account(
                username, matcher.group(3), List.of(matcher.group(1)), matcher.group(2), "a test"))
        : Optional.empty();
  }

  private static Map<String, Account> known() {
    List<Account> all = new ArrayList<>();
    all.add(
        demo(
            "contributor-1",
            "Contributor 1",
            "contributor",
            "a community member who answers: the console"));
    all.add(
        demo("contributor-2", "Contributor 2", "contributor", "another member, to race against"));
    all.add(demo("contributor-3", "Contributor 3", "contributor", "a third member"));
    all.add(
        demo(
            "contributor-4",
            "Contributor 4",
            "contributor",
            "has not joined yet: registration and the terms"));
    all.add(
        demo(
            "specialist-1",
            "Specialist 1",
            "specialist",
            "takes overdue and difficult work: the overdue list"));
    all.add(demo("contractor-1", "Contractor 1", "specialist", "a contractor, paid per piece"));
    all.add(
        demo("operator-1", "Operator 1", "operator", "watches and steers: the operations page"));
    all.add(demo("integrator-1", "Integrator 1", "integrator", "posts requests over REST"));
    all.add(
        new Account(
            "admin-1",
            "Administrator 1",
            List.of("admin"),
            null,
            "creates communities and API keys"));
    for (int i = 1; i <= CROWD; i++) {
      all.add(demo("crowd-" + i, "simulated member " + i, "contributor", "a simulated member"));
    }
    Map<String, Account> byName = new LinkedHashMap<>();
    all.forEach(account -> byName.put(account.username(), account));
    return byName;
  }

  private static Account demo(String username, String name, String role, String what) {
    return new Account(username, name, List.of(role), DEMO, what);
  }
}
