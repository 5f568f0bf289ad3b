package dev.crowdline.support.testing;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables whose rows belong to communities: those with a column {@code community}. */
final class WalledTables {
  private static final Pattern CREATED =
      Pattern.compile("create table (\\w+) \\((.*)\\)", Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile("^\\s*community\\s+text\\b", Pattern.MULTILINE);
  private static final Pattern ADDED =
      Pattern.compile("alter table (\\w+) add column community\\b");

  private WalledTables() {}

  /** What the migrations of a module and of what it uses create. */
  static Set<String> ofTheModule() {
    Set<String> tables = new TreeSet<>();
    try {
      for (String folder : Set.of("db/support", "db/migration")) {
        ClassPathUtils.consumeAsPaths(folder, path -> read(path, tables));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  private static void read(Path folder, Set<String> into) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sql")).toList()) {
        into.addAll(in(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What one migration creates. */
  static Set<String> in(String migration) {
    Set<String> tables = new TreeSet<>();
    for (String statement : migration.replaceAll("--.*", "").split(";", -1)) {
      Matcher created = CREATED.matcher(statement);
      if (created.find() && COLUMN.matcher(created.group(2)).find()) {
        tables.add(created.group(1));
      }
      Matcher added = ADDED.matcher(statement);
      if (added.find()) {
        tables.add(added.group(1));
      }
    }
    return tables;
  }
}
