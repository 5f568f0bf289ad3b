package dev.crowdline.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMarkTest {
  @TempDir private Path folder;

  @Test
  void recognisesItsOwnProcessAndNoStranger() throws IOException, InterruptedException {
    Process sleeping = new ProcessBuilder("sleep", "300").start();
    try {
      ProcessMark mark = ProcessMark.of(sleeping.pid(), "sleep 300");
      mark.write(folder.resolve("one.pid"));

      assertThat(ProcessMark.read(folder.resolve("one.pid"))).contains(mark);
      assertThat(mark.living()).map(ProcessHandle::pid).contains(sleeping.pid());
      assertThat(new ProcessMark(mark.pid(), mark.startTicks() + 1, mark.word()).living())
          .as("the same number, started at another moment")
          .isEmpty();
      assertThat(new ProcessMark(mark.pid(), mark.startTicks(), "redis-server").living())
          .as("the same number, another program")
          .isEmpty();
    } finally {
      sleeping.destroyForcibly().waitFor();
    }
    assertThat(ProcessMark.of(sleeping.pid(), "sleep").living()).isEmpty();
  }

  @Test
  void aHalfWrittenFileMarksNothing() throws IOException {
    Path file = folder.resolve("bad.pid");
    Files.writeString(file, "pid=12");

    assertThat(ProcessMark.read(file)).isEmpty();
    assertThat(ProcessMark.read(folder.resolve("none.pid"))).isEmpty();
  }
}
