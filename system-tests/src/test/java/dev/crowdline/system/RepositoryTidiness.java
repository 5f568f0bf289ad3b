package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Habits of the house that a machine can check. A rule without a check decays. */
@Tag("system")
@Order(2)
class RepositoryTidiness {
  private static final int LONGEST_README_LINES = 150;
  private static final int PROMISES = 14;
  private static final List<String> SERVICES =
      List.of("intake-service", "routing-service", "sla-service", "rewards-service");

  /** A path of somebody's machine: a home, a working folder, or a scratch folder. */
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.])/(?:" + "home|Users|work" + ")/[a-z]\\w+/");

  /** Where packages come from is the business of whoever builds. */
  private static final Pattern REGISTRY_HOST =
      Pattern.compile(
          "(?:repo1?\\.maven|repo\\.maven\\.apache|registry\\.npmjs|"
              + "arti"
              + "factory|nexus\\.)[\\w.-]*");

  private static final Pattern LEFT_OVER = Pattern.compile("\\b(?:" + "TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern PROMISE = Pattern.compile("\\bP(1[0-4]|[1-9])\\b");

  private final Path checkout = Stack.checkout();

  @Test
  @DisplayName("no file names a path of somebody's machine, a registry's host, or work left over")
  void nothingOfAMachineIsCommitted() {
    List<String> found = new ArrayList<>();
    for (Path file : texts()) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        for (Pattern unwanted : List.of(MACHINE_PATH, REGISTRY_HOST, LEFT_OVER)) {
          if (unwanted.matcher(lines.get(i)).find()) {
            found.add(
                "%s:%d: %s".formatted(checkout.relativize(file), i + 1, lines.get(i).strip()));
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  @DisplayName("a test that needs a database says so, or the unit tests fail in a fresh clone")
  void whatNeedsPartsIsTagged() {
    assertThat(texts())
        .filteredOn(file -> file.toString().endsWith("Test.java"))
        .filteredOn(file -> lines(file).contains("@QuarkusTest"))
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(lines(file)).as(file.toString()).contains("@Tag(\"service\")"));
  }

  @Test
  @DisplayName("every service describes itself, and the README is short")
  void everyServiceHasItsPage() {
    assertThat(SERVICES)
        .allSatisfy(
            service -> assertThat(checkout.resolve(service + "/README.md")).isNotEmptyFile());
    assertThat(lines(checkout.resolve("README.md"))).hasSizeLessThan(LONGEST_README_LINES);
  }

  @Test
  @DisplayName("every link between pages leads to something")
  void everyLinkResolves() {
    List<String> broken = new ArrayList<>();
    List<Path> pages = texts().stream().filter(file -> file.toString().endsWith(".md")).toList();
    assertThat(pages).hasSizeGreaterThan(5);
    for (Path page : pages) {
      LINK.matcher(String.join("\n", lines(page)))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.matches("[a-z]+:.*") && !target.startsWith("#"))
          .filter(target ->
              !Files.exists(page.resolveSibling(target.replaceAll("#.*", "")).normalize()))
          .forEach(target -> broken.add(checkout.relativize(page) + " -> " + target));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  @DisplayName("decisions are numbered without a gap")
  void decisionsAreNumbered() throws IOException {
    try (Stream<Path> files = Files.list(checkout.resolve("docs/adr"))) {
      List<Integer> numbers =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d{4}-.*\\.md"))
              .map(name -> Integer.parseInt(name.substring(0, 4)))
              .sorted()
              .toList();
      assertThat(numbers)
          .isNotEmpty()
          .isEqualTo(
              IntStream.range(numbers.getFirst(), numbers.getFirst() + numbers.size())
                  .boxed()
                  .toList());
    }
  }

  @Test
  @DisplayName("every promise from P1 to P14 is named by a test")
  void everyPromiseIsNamedByATest() {
    TreeMap<Integer, TreeSet<String>> tests = new TreeMap<>();
    for (Path file : texts()) {
      String name = file.getFileName().toString();
      if (!file.toString().contains("/src/test/") || name.equals("RepositoryTidiness.java")) {
        continue;
      }
      lines(file).stream()
          .flatMap(line -> PROMISE.matcher(line).results())
          .map((MatchResult match) -> Integer.valueOf(match.group(1)))
          .forEach(promise -> tests.computeIfAbsent(promise, p -> new TreeSet<>()).add(name));
    }
    assertThat(tests.keySet()).containsAll(IntStream.rangeClosed(1, PROMISES).boxed().toList());
  }

  /** The text files that are committed or would be: git knows what is ignored. */
  private List<Path> texts() {
    try {
      Process git =
          new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard")
              .directory(checkout.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(git.waitFor()).as("git ls-files").isZero();
      return names
          .lines()
          .filter(name -> !name.startsWith("benchmarks/results/"))
          .filter(name ->
              name.matches(
                  ".*\\.(java|js|css|html|md|json|xml|properties|sql|yml|yaml)|crowdline|\\.ci/.*"))
          .map(checkout::resolve)
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readString(file).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
