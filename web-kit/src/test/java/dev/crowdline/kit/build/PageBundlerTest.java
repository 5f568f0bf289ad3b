package dev.crowdline.kit.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageBundlerTest {
  private static final String PAGE =
      """
      <link rel="stylesheet" href="/desk/desk.css">
      <script type="module" src="/desk/desk.js"></script>
      <a href="/console/">Console</a>
      """;

  @TempDir Path folder;

  @BeforeEach
  void aPage() throws IOException {
    write("desk/index.html", PAGE);
    write("desk/desk.css", "@import \"/kit/kit.css\"; p { color: red; }");
    write("desk/desk.js", "import {html} from '/kit/lit.js'; import '/desk/part.js'; html``;");
    write("desk/part.js", "console.log('part one');");
  }

  @Test
  @DisplayName("a page becomes itself, one script and one stylesheet, each named by its content")
  void oneScriptAndOneStylesheet() throws Exception {
    bundle();

    assertThat(built("index.html"))
        .containsPattern("href=\"/desk/desk-[A-Z0-9]{8}\\.css\"")
        .containsPattern("src=\"/desk/desk-[A-Z0-9]{8}\\.js\"")
        .contains("href=\"/console/\"");
    assertThat(names()).filteredOn(name -> name.matches(".*\\.(js|css)")).hasSize(2);
    assertThat(built(name("js"))).contains("part one").doesNotContain("from\"/");
    assertThat(built(name("css"))).contains("--ground").contains("color:red");
  }

  @Test
  @DisplayName(
      "another content has another name, and the old one is gone; the same content keeps it")
  void namesFollowTheContent() throws Exception {
    bundle();
    String script = name("js");
    String style = name("css");
    bundle();
    assertThat(name("js")).isEqualTo(script);

    write("desk/part.js", "console.log('part two');");
    bundle();

    assertThat(name("js")).isNotEqualTo(script);
    assertThat(name("css")).isEqualTo(style);
    assertThat(names()).doesNotContain(script);
  }

  @Test
  @DisplayName("what is imported when it is needed is a file of its own")
  void whatIsLoadedLater() throws Exception {
    write("desk/desk.js", "import('/desk/part.js');");
    bundle();

    assertThat(built(name("js"))).doesNotContain("part one");
    assertThat(names()).anyMatch(name -> name.matches("part-[A-Z0-9]{8}\\.js"));
  }

  @Test
  @DisplayName("a name that leads nowhere stops the build and is named")
  void namesThatLeadNowhere() throws Exception {
    write("desk/desk.js", "import '/desk/gone.js';");
    assertThatThrownBy(this::bundle).hasMessageContaining("gone.js");

    write("desk/index.html", PAGE.replace("desk.css", "gone.css"));
    assertThatThrownBy(this::bundle).hasMessageContaining("/desk/gone.css leads nowhere");
  }

  @Test
  @DisplayName("a page whose first view is too heavy stops the build")
  void heavyPages() throws Exception {
    byte[] noise = new byte[PageBundler.MOST_BYTES_OF_FIRST_VIEW];
    new Random(1).nextBytes(noise);
    write("desk/part.js", "console.log('" + HexFormat.of().formatHex(noise) + "');");

    assertThatThrownBy(this::bundle).hasMessageContaining("weighs");

    write("desk/desk.js", "import('/desk/part.js');");
    bundle();
  }

  @Test
  @DisplayName(
      "a script for pages of others keeps its name; what it loads later is named by content")
  void embedded() throws Exception {
    write("part-of-others/part-of-others.js", "import('/desk/part.js'); console.log('theirs');");
    bundle();

    Path built = folder.resolve("built/part-of-others");
    assertThat(Files.readString(built.resolve("part-of-others.js")))
        .contains("theirs")
        .doesNotContain("part one")
        .containsPattern("\\./part-[A-Z0-9]{8}\\.js");
  }

  @Test
  @DisplayName(
      "a script for pages of others that is too heavy stops the build, in how many files ever")
  void heavyInPagesOfOthers() throws Exception {
    byte[] noise = new byte[PageBundler.MOST_BYTES_EMBEDDED];
    new Random(1).nextBytes(noise);
    String heavy = "console.log('" + HexFormat.of().formatHex(noise) + "');";
    write("theirs/theirs.js", heavy);
    assertThatThrownBy(this::bundle).hasMessageContaining("in pages of others");

    write("theirs/shared.js", "export const shared = 1; " + heavy);
    write("theirs/later.js", "import {shared} from '/theirs/shared.js'; console.log(shared);");
    write(
        "theirs/theirs.js",
        "import {shared} from '/theirs/shared.js'; console.log(shared); import('/theirs/later.js');");
    assertThatThrownBy(this::bundle).hasMessageContaining("in pages of others");

    write("theirs/theirs.js", "import('/theirs/later.js');");
    bundle();
  }

  private void bundle() throws IOException, InterruptedException {
    new PageBundler(
            Path.of("target/libraries/META-INF/resources/_static"),
            Path.of("src/main/kit"),
            Path.of("../docs/reference"),
            folder.resolve("pages"),
            folder.resolve("work"))
        .bundleTo(folder.resolve("built"));
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve("pages").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private String built(String name) throws IOException {
    return Files.readString(folder.resolve("built/desk").resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("built/desk"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private String name(String ending) throws IOException {
    Pattern hashed = Pattern.compile("desk-[A-Z0-9]{8}\\." + ending);
    return names().stream().filter(hashed.asMatchPredicate()).findFirst().orElseThrow();
  }
}
