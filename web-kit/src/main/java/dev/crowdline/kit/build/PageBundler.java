package dev.crowdline.kit.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Builds the pages of one module: each folder with an {@code index.html} becomes a folder with that
 * page, its scripts and its one stylesheet, bundled, minified and named by what is in them, so that
 * everything but the page itself may be kept for ever. A page stands alone: it is deployed with its
 * service, whatever version the others have. A folder {@code x} without a page but with a script
 * {@code x.js} is a part of pages of others: that script keeps its name, which stands there.
 *
 * <p>In a page's sources {@code /kit/x.js} is a file of the kit, {@code /console/x.js} one of the
 * module's own pages and {@code /reference/x.json} a committed document; libraries go by their own
 * names. A reference that leads nowhere, a warning of the bundler, or a first view that is too
 * heavy stops the build.
 */
public final class PageBundler {
  /**
   * What a page may weigh compressed before anything is shown; what is loaded later is not in it.
   */
  static final int MOST_BYTES_OF_FIRST_VIEW = 60_000;

  /** What a script in pages of others may weigh compressed, with all that it loads at once. */
  static final int MOST_BYTES_EMBEDDED = 15_000;

  /** What a built script loads at once, of those beside it. */
  private static final Pattern STATIC_IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\"\\./([^\"]+)\"");

  private static final Pattern REFERENCE =
      Pattern.compile("\\s(?:src|href)=\"/([^\"#?]+\\.(?:js|css|svg))\"");

  /** By which names the libraries import each other, and where these lead. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "lit", "lit/index.js",
          "lit-html", "lit-html/lit-html.js",
          "lit-element", "lit-element/index.js",
          "@lit/reactive-element", "reactive-element/reactive-element.js");

  private final Path libraries;
  private final Path kit;
  private final Path reference;
  private final Path pages;
  private final Path work;

  /**
   * @param libraries as the build has unpacked them, each {@code name/version/}
   * @param kit the sources below {@code /kit/}
   * @param reference the documents below {@code /reference/}
   * @param pages the sources of the module's pages, a folder each
   * @param work a folder for what the bundler wants as a file
   */
  public PageBundler(Path libraries, Path kit, Path reference, Path pages, Path work) {
    this.libraries = libraries.toAbsolutePath();
    this.kit = kit.toAbsolutePath();
    this.reference = reference.toAbsolutePath();
    this.pages = pages.toAbsolutePath();
    this.work = work.toAbsolutePath();
  }

  /** Folders: libraries, kit, reference, pages, work, and where the built pages go. */
  public static void main(String[] folders) throws IOException, InterruptedException {
    List<Path> paths = Stream.of(folders).map(Path::of).toList();
    new PageBundler(paths.get(0), paths.get(1), paths.get(2), paths.get(3), paths.get(4))
        .bundleTo(paths.get(5));
  }

  /** Builds every page; what an earlier build has left of it goes. */
  public void bundleTo(Path output) throws IOException, InterruptedException {
    Path names = Files.createDirectories(work).resolve("tsconfig.json");
    Files.writeString(names, names());
    List<Path> found;
    try (Stream<Path> folders = Files.list(pages)) {
      found =
          folders
              .filter(folder ->
                  Files.exists(folder.resolve("index.html")) || Files.exists(embedded(folder)))
              .sorted()
              .toList();
    }
    for (Path page : found) {
      Path built = output.toAbsolutePath().resolve(page.getFileName());
      delete(built);
      Files.createDirectories(built);
      if (Files.exists(page.resolve("index.html"))) {
        bundle(page, built, names);
      } else {
        embed(embedded(page), built, names);
      }
    }
  }

  private static Path embedded(Path folder) {
    return folder.resolve(folder.getFileName() + ".js");
  }

  private void embed(Path script, Path built, Path names) throws IOException, InterruptedException {
    run(List.of(script), built, names, "[name]");
    Path output = built.resolve(script.getFileName());
    int bytes = compressed(Files.readAllBytes(output));
    for (Matcher match = STATIC_IMPORT.matcher(Files.readString(output)); match.find(); ) {
      bytes += compressed(Files.readAllBytes(built.resolve(match.group(1))));
    }
    if (bytes > MOST_BYTES_EMBEDDED) {
      throw new IllegalStateException(
          "%s weighs %d bytes compressed in pages of others; at most %d. Load by import() what it does not need at once."
              .formatted(script, bytes, MOST_BYTES_EMBEDDED));
    }
  }

  private void bundle(Path page, Path built, Path names) throws IOException, InterruptedException {
    Path index = page.resolve("index.html");
    String source = Files.readString(index);
    Map<String, Path> entries = new LinkedHashMap<>();
    for (Matcher match = REFERENCE.matcher(source); match.find(); ) {
      Path entry = source(match.group(1));
      if (!Files.isRegularFile(entry)) {
        throw new IllegalStateException(index + ": /" + match.group(1) + " leads nowhere");
      }
      entries.put(match.group(1), entry);
    }
    run(entries.values(), built, names, "[name]-[hash]");
    String finished = source;
    List<Path> firstView = new ArrayList<>();
    for (Map.Entry<String, Path> entry : entries.entrySet()) {
      Path output = output(entry.getValue(), built);
      firstView.add(output);
      finished =
          finished.replace(
              "\"/" + entry.getKey() + "\"",
              "\"/" + page.getFileName() + "/" + output.getFileName() + "\"");
    }
    Files.writeString(built.resolve("index.html"), finished);
    weigh(page, finished, firstView);
  }

  private Path source(String reference) {
    return reference.startsWith("kit/")
        ? kit.resolve(reference.substring("kit/".length()))
        : pages.resolve(reference);
  }

  private void run(Iterable<Path> entries, Path built, Path names, String entryNames)
      throws IOException, InterruptedException {
    Path program = version("linux-x64").resolve("bin/esbuild");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    entries.forEach(entry -> command.add(entry.toString()));
    command.addAll(
        List.of(
            "--bundle",
            "--minify",
            "--splitting",
            "--format=esm",
            "--charset=utf8",
            "--sourcemap=linked",
            "--legal-comments=linked",
            "--entry-names=" + entryNames,
            "--chunk-names=[name]-[hash]",
            "--asset-names=[name]-[hash]",
            "--loader:.svg=copy",
            "--loader:.wav=file",
            "--log-level=warning",
            "--tsconfig=" + names,
            "--outdir=" + built));
    Process bundler =
        new ProcessBuilder(command)
            .directory(pages.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String said = new String(bundler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (bundler.waitFor() != 0 || !said.isBlank()) {
      throw new IllegalStateException("The pages in " + pages + " do not build:\n" + said);
    }
  }

  private static Path output(Path entry, Path built) throws IOException {
    String name = entry.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Pattern hashed =
        Pattern.compile(
            Pattern.quote(name.substring(0, dot))
                + "-[A-Z0-9]{8}"
                + Pattern.quote(name.substring(dot)));
    try (Stream<Path> files = Files.list(built)) {
      return files
          .filter(file -> hashed.matcher(file.getFileName().toString()).matches())
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toList(),
                  found -> {
                    if (found.size() != 1) {
                      throw new IllegalStateException(
                          "Two files of a page have one name, or none has: "
                              + name
                              + " in "
                              + built);
                    }
                    return found.getFirst();
                  }));
    }
  }

  private static void weigh(Path page, String index, Iterable<Path> files) throws IOException {
    int bytes = compressed(index.getBytes(StandardCharsets.UTF_8));
    for (Path file : files) {
      bytes += compressed(Files.readAllBytes(file));
    }
    if (bytes > MOST_BYTES_OF_FIRST_VIEW) {
      throw new IllegalStateException(
          "The first view of %s weighs %d bytes compressed; at most %d. Load by import() what it does not show at once."
              .formatted(page, bytes, MOST_BYTES_OF_FIRST_VIEW));
    }
  }

  private static int compressed(byte[] content) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write(content);
    }
    return small.size();
  }

  /** Where names lead, as the bundler reads it. */
  private String names() throws IOException {
    Map<String, Path> names = new LinkedHashMap<>();
    for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
      int slash = library.getValue().indexOf('/');
      Path folder = version(library.getValue().substring(0, slash));
      names.put(library.getKey(), folder.resolve(library.getValue().substring(slash + 1)));
      names.put(library.getKey() + "/*", folder.resolve("*"));
    }
    names.put("/kit/*", kit.resolve("*"));
    names.put("/reference/*", reference.resolve("*"));
    names.put("/*", pages.resolve("*"));
    return names.entrySet().stream()
        .map(name -> "\"%s\": [\"%s\"]".formatted(name.getKey(), name.getValue()))
        .collect(Collectors.joining(",\n", "{\"compilerOptions\": {\"paths\": {\n", "\n}}}\n"));
  }

  /** The folder of a library's one version. */
  private Path version(String library) throws IOException {
    try (Stream<Path> versions = Files.list(libraries.resolve(library))) {
      return versions.findFirst().orElseThrow();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
