package dev.crowdline.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Where one local stack keeps everything: data, logs, secrets, process files. */
public record DataDir(Path root) {

  public DataDir {
    root = root.toAbsolutePath().normalize();
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  public Path run() {
    return root.resolve("run");
  }

  public Path pidFile(String process) {
    return run().resolve(process + ".pid");
  }

  /** A folder of a child, made when it is missing. */
  public Path make(String folder) {
    try {
      return Files.createDirectories(root.resolve(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path lock() {
    return root.resolve("lock");
  }

  public Path state() {
    return root.resolve("state.json");
  }

  public Path secrets() {
    return root.resolve("secrets.properties");
  }

  public Path demo() {
    return root.resolve("demo.json");
  }

  /** Only the owner may look into it: it holds secrets and customers' words. */
  public DataDir create() {
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(logs());
      Files.createDirectories(run());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the data directory " + root, e);
    }
  }

  /**
   * Replaces a file in one step, readable by its owner alone, so that a reader sees all or nothing.
   */
  public static void replace(Path file, byte[] content) {
    try {
      Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
      Files.write(fresh, content, StandardOpenOption.TRUNCATE_EXISTING);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
