package dev.crowdline.local.demo;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes the demo community through the public API. */
public final class DemoSeed {

  public DemoSeed(String url, Path demoFile, Consumer<String> say) {}

  public void run() throws SeedRefused {}

  /** The API said no. */
  public static final class SeedRefused extends Exception {
    private static final long serialVersionUID = 1L;

    SeedRefused(String message) {
      super(message);
    }
  }
}
