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

/**
 * The pages have no bundler that would notice a name that leads nowhere, so this does: the kit and
 * the pages of all services, as they are served from one origin.
 */
class PagesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final String RESOURCES = "META-INF/resources";

  /**
   * {@code import x from '…'}, {@code import('…')}, {@code export … from '…'} with either quote.
   */
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*[\"']([^\"'\\s]+)[\"']");

  private static final Pattern LINK = Pattern.compile("\\s(?:src|href)=\"([^\"$]+)\"");

  @Test
  @DisplayName("every import, script, style and link of a page leads to a file")
  void everyReferenceLeadsToAFile() {
    List<String> dangling = new ArrayList<>();
    files(".js").forEach(file -> check(file, IMPORT, dangling));
    files(".html").forEach(file -> check(file, LINK, dangling));
    files(".js").filter(file -> !isLibrary(file)).forEach(file -> check(file, LINK, dangling));
    assertThat(dangling).isEmpty();
  }

  @Test
  @DisplayName(
      "every page says its language and title, fits a phone, and has main, skip link and a way without script")
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
                .containsPattern("<title>[^<]{5,}</title>"));
  }

  @Test
  @DisplayName("no page needs a hole in the Content-Security-Policy")
  void nothingInline() {
    assertThat(Stream.concat(files(".html"), files(".js").filter(file -> !isLibrary(file))))
        .allSatisfy(file ->
            assertThat(read(file))
                .doesNotContainPattern("\\son(?:click|load|error|submit|change|input)=\"")
                .doesNotContainPattern("\\sstyle=[\"$]")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContain("<style", "innerHTML", "unsafeHTML", "eval("));
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
    if (path.isEmpty() || path.equals("/")) {
      return true; // the page itself, and the gateway's start page
    }
    if (!path.startsWith("/") && !path.startsWith(".")) {
      return false; // a bare name: browsers would need an import map
    }
    return roots()
        .map(root ->
            path.startsWith("/") ? root.resolve(path.substring(1)) : file.resolveSibling(path))
        .map(found -> path.endsWith("/") ? found.resolve("index.html") : found)
        .anyMatch(Files::isRegularFile);
  }

  private static boolean isLibrary(Path file) {
    return file.toString().contains("/kit/lib/");
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

  /** What the origin serves: the built kit, and each service's pages. */
  private static Stream<Path> roots() {
    return Stream.concat(
            Stream.of(ROOT.resolve("web-kit/target/classes")),
            Stream.of("intake", "routing", "sla")
                .map(service -> ROOT.resolve(service + "-service/src/main/resources")))
        .map(root -> root.resolve(RESOURCES))
        .filter(Files::isDirectory);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
