package dev.crowdline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The sources of the kit and of the pages of all modules, as they are served from one origin. */
class PagesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern WORD = Pattern.compile("(?m)(?:^|[{,]) *(\\w+): ?(?=['`(\\[{])");
  private static final Pattern LINK = Pattern.compile("\\s(?:src|href)=\"([^\"$]+)\"");

  @Test
  @DisplayName("every link between pages leads to one; imports are the bundler's to check")
  void everyReferenceLeadsToAFile() {
    List<String> dangling = new ArrayList<>();
    files(".html").forEach(file -> check(file, LINK, dangling));
    files(".js").forEach(file -> check(file, LINK, dangling));
    assertThat(dangling).isEmpty();
  }

  @Test
  @DisplayName(
      "every page says its language, title and purpose, fits a phone, and has main, skip link and a way without script")
  void everyPageIsWhole() {
    assertThat(files(".html"))
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(read(file))
                .contains(
                    "<html lang=\"",
                    "<meta charset=\"utf-8\">",
                    "name=\"viewport\" content=\"width=device-width, initial-scale=1\"",
                    "<main id=\"main\"",
                    "class=\"skip\" href=\"#main\"",
                    "<noscript>")
                .containsPattern("<title>[^<]{5,}</title>")
                .containsPattern("<meta name=\"description\" content=\"[^\"]{30,}\">"));
  }

  @Test
  @DisplayName("no page needs a hole in the Content-Security-Policy")
  void nothingInline() {
    assertThat(Stream.concat(files(".html"), files(".js")))
        .allSatisfy(file ->
            assertThat(read(file))
                .doesNotContainPattern("\\son(?:click|load|error|submit|change|input)=\"")
                .doesNotContainPattern("\\sstyle=[\"$]")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContain("<style", "innerHTML", "unsafeHTML", "eval("));
  }

  @Test
  @DisplayName("every language of a page has the words that English has, in the same order")
  void everyLanguageIsWhole() {
    List<Path> languages = files(".js").filter(file -> file.getParent().endsWith("words")).toList();
    assertThat(languages)
        .hasSizeGreaterThan(8)
        .allSatisfy(file -> {
          Path english = file.resolveSibling("en.js");
          assertThat(names(file))
              .as(file.toString())
              .isEqualTo(
                  names(Files.exists(english) ? english : file.resolveSibling("../english.js")));
        });
  }

  private static List<String> names(Path words) {
    return WORD.matcher(read(words)).results().map(match -> match.group(1)).toList();
  }

  private static void check(Path file, Pattern pattern, List<String> dangling) {
    pattern
        .matcher(read(file))
        .results()
        .map(match -> match.group(1))
        .filter(target -> !leadsSomewhere(file, target))
        .forEach(target -> dangling.add(file + " → " + target));
  }

  private static boolean leadsSomewhere(Path file, String target) {
    String path = target.replaceFirst("[?#].*", "");
    if (path.isEmpty() || path.equals("/") || path.equals("/status.json")) {
      return true; // the page itself, and what the gateway says
    }
    return roots()
        .map(root ->
            path.startsWith("/") ? root.resolve(path.substring(1)) : file.resolveSibling(path))
        .map(found -> path.endsWith("/") ? found.resolve("index.html") : found)
        .anyMatch(Files::isRegularFile);
  }

  private static Stream<Path> files(String ending) {
    return roots()
        .flatMap(root -> {
          try (Stream<Path> found = Files.walk(root)) {
            return found.filter(file -> file.toString().endsWith(ending)).toList().stream();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Where an address begins: each module's folder of pages, and above the kit. */
  private static Stream<Path> roots() {
    return Stream.concat(
        Stream.of(ROOT.resolve("web-kit/src/main")),
        Stream.of(
                "intake-service",
                "routing-service",
                "sla-service",
                "rewards-service",
                "deploy/local")
            .map(module -> ROOT.resolve(module + "/src/main/pages")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
