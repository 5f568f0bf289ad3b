package dev.crowdline.local.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four services, each with a database and a role of its own name. */
public enum Service {
  INTAKE,
  ROUTING,
  SLA,
  REWARDS;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The Maven module, which is also its folder in the checkout. */
  public String module() {
    return id() + "-service";
  }

  /** Below the folder into which the script copies what the build makes. */
  public Path jar(Path program) {
    return program.resolve(module()).resolve("quarkus-run.jar");
  }

  public static Optional<Service> find(String id) {
    return Arrays.stream(values()).filter(service -> service.id().equals(id)).findFirst();
  }
}
