package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.benchmarks.timers.TimersCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small run of {@code ./crowdline bench timers} on the stack of the tests. */
@Tag("system")
class TimersAreMeasured {

  @Test
  @DisplayName(
      "clocks that fall due evenly and at once fire once each, and the others do not (P10)")
  void aSmallRunIsProven(@TempDir Path results) throws IOException {
    int exit =
        new CommandLine(new TimersCommand())
            .execute(
                "--clocks=3000",
                "--due=200",
                "--warm-up=1",
                "--window=3",
                "--at-once=1000",
                "--results=" + results);
    assertThat(exit).isZero();
    try (Stream<Path> written = Files.list(results)) {
      List<Path> files = written.toList();
      assertThat(files).singleElement().asString().contains("timers-");
      assertThat(Files.readString(files.getFirst()))
          .contains("\"proven\" : true")
          .containsPattern("\"looked\" : 1800,\\s+\"failing\" : 0")
          .containsPattern("\"looked\" : 3000,\\s+\"failing\" : 0");
    }
  }
}
