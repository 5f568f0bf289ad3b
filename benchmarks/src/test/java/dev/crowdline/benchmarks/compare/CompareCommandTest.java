package dev.crowdline.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
  private final StringWriter said = new StringWriter();

  @TempDir Path folder;

  private void result(String file, double cpu, double limit) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        """
        {"benchmark": "lifecycle", "lifecyclesPerSecond": 50, "stackCpuMillisPerLifecycle": %s,
         "commitBound": {"lifecyclesPerSecond": %s},
         "processes": {"sla": {"cpuMillisPerLifecycle": 2.5}}}
        """
            .formatted(cpu, limit));
  }

  private int compare(String... arguments) {
    for (int i = 0; i < 2; i++) {
      arguments[i] = folder.resolve(arguments[i]).toString();
    }
    return new CommandLine(new CompareCommand())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute(arguments);
  }

  @Test
  @DisplayName("says what each figure is of the earlier one, and how much is too much")
  void ratios() throws IOException {
    result("a.json", 40, 1000);
    result("b.json", 50, 1000);
    assertThat(compare("a.json", "b.json", "--allow", "25")).isZero();
    assertThat(said.toString())
        .containsPattern("CPU ms, the stack +40.00 +50.00 +1.25")
        .containsPattern("CPU ms, sla +2.50 +2.50 +1.00");
    assertThat(compare("a.json", "b.json", "--allow", "24")).isEqualTo(1);
    assertThat(compare("a.json", "b.json")).isZero();
  }

  @Test
  @DisplayName("a slower machine is no worse source")
  void theLimitOfTheSameRun() throws IOException {
    result("a.json", 40, 1000);
    result("b.json", 80, 500);
    assertThat(compare("a.json", "b.json", "--allow", "0")).isZero();
  }

  @Test
  @DisplayName("of a folder the median counts")
  void medians() throws IOException {
    result("a/1.json", 40, 1000);
    result("a/2.json", 90, 1000);
    result("a/3.json", 42, 1000);
    result("b.json", 42, 1000);
    compare("a", "b.json");
    assertThat(said.toString()).containsPattern("CPU ms, the stack +42.00 +42.00 +1.00");
  }

  @Test
  @DisplayName("what is no result is refused by its name")
  void noResult() throws IOException {
    result("a.json", 40, 1000);
    Files.writeString(folder.resolve("b.json"), "{}");
    assertThat(compare("a.json", "b.json")).isEqualTo(2);
    assertThat(said.toString()).contains("b.json is no result");
    assertThat(compare("a.json", "nowhere.json")).isEqualTo(2);
    assertThat(said.toString()).contains("nowhere.json");
  }
}
