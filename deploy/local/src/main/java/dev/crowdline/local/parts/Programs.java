package dev.crowdline.local.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Command lines of children. */
public final class Programs {

  private Programs() {}

  /**
   * In a session of its own, so that Ctrl-C reaches the launcher alone, which then stops everything
   * in order. setsid replaces itself by the program: the pid is the program's.
   */
  public static List<String> detached(List<String> command) {
    List<String> whole = new ArrayList<>();
    onPath("setsid").ifPresent(program -> whole.add(program.toString()));
    whole.addAll(command);
    return whole;
  }

  /** A JVM like this one, with the same class path, running another main class. */
  public static List<String> java(List<String> options, String mainClass, List<String> arguments) {
    List<String> whole = new ArrayList<>();
    whole.add(javaProgram().toString());
    whole.addAll(options);
    whole.add("-cp");
    whole.add(classPath());
    whole.add(mainClass);
    whole.addAll(arguments);
    return detached(whole);
  }

  /** A JVM like this one, running a jar. */
  public static List<String> jar(List<String> options, Path jar) {
    List<String> whole = new ArrayList<>();
    whole.add(javaProgram().toString());
    whole.addAll(options);
    whole.add("-jar");
    whole.add(jar.toString());
    return detached(whole);
  }

  /** This JVM's, absolute, because children work in another folder. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(":", -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(":"));
  }

  public static Path javaProgram() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  public static boolean isRoot() {
    try {
      Integer user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return user == 0;
    } catch (IOException e) {
      return false;
    }
  }

  public static Optional<Path> onPath(String program) {
    @Nullable String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
