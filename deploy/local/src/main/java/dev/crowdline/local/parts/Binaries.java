package dev.crowdline.local.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks the programs that come inside Maven artifacts, once per data directory. Unpacked beside
 * its place and then moved, so that two launchers at once, or one that is killed, leave a whole
 * copy or none.
 */
public final class Binaries {
  private static final String POSTGRES = "postgres-linux-x86_64.txz";
  private static final String REDIS = "redis-server-6.2.6-v5-linux-amd64";

  private final Path home;

  public Binaries(Path home) {
    this.home = home;
  }

  /** The folder with bin, lib and share. */
  public Path postgres() {
    return once("postgres-18.4", Binaries::untarPostgres);
  }

  public Path redisServer() {
    return once(
            "redis-6.2.6",
            folder -> {
              Path program = folder.resolve("redis-server");
              try (InputStream in = resource(REDIS)) {
                Files.copy(in, program);
              }
              Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            })
        .resolve("redis-server");
  }

  private Path once(String name, Unpacking unpacking) {
    Path place = home.resolve(name);
    if (Files.isDirectory(place)) {
      return place;
    }
    try {
      Files.createDirectories(home);
      Path fresh = Files.createTempDirectory(home, name + ".new");
      unpacking.into(fresh);
      try {
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        deleteTree(fresh); // another launcher was quicker
      }
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + name + " into " + home, e);
    }
  }

  private static void untarPostgres(Path folder) throws IOException {
    try (InputStream in = resource(POSTGRES);
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("Entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            makeExecutable(target);
          }
        }
      }
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    permissions.add(PosixFilePermission.GROUP_EXECUTE);
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(file, permissions);
  }

  private static void deleteTree(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(file);
        }
      }
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Binaries.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("Not on the class path: " + name);
    }
    return in;
  }

  @FunctionalInterface
  private interface Unpacking {
    void into(Path folder) throws IOException;
  }
}
