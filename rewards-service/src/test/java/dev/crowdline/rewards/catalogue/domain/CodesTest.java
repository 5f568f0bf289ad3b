package dev.crowdline.rewards.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodesTest {

  @Test
  void oneALineEachOnce() {
    Codes codes = of("AAA-1\n\n  BBB-2 \r\nAAA-1\n");
    assertThat(codes.codes()).containsExactly("AAA-1", "BBB-2");
    assertThat(codes.faults()).isEmpty();
  }

  @Test
  void theFirstColumnOfACsvFile() {
    Codes codes = of("\ufeffCode;valid\n\"AAA, 1\",2027\nBBB;2028\nCCC\t2029");
    assertThat(codes.codes()).containsExactly("AAA, 1", "BBB", "CCC");
    assertThat(of("AAA\ncode").codes()).containsExactly("AAA", "code");
  }

  @Test
  void saysWhichLineIsWrongAndNeverShowsIt() {
    Codes codes = of("AAA\n" + "x".repeat(Codes.LONGEST + 1) + "\nb\u0007d");
    assertThat(codes.faults()).extracting(Codes.Fault::line).containsExactly(2, 3);
    assertThat(codes.faults().toString()).doesNotContain("xxx", "b\u0007d");
  }

  @Test
  void somethingAndNotTooMuch() {
    assertThat(of("code\n\n").faults()).hasSize(1);
    assertThat(of(lines(Codes.MOST)).faults()).isEmpty();
    assertThat(of(lines(Codes.MOST + 1)).faults()).hasSize(1);
  }

  private static String lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "C" + i).collect(Collectors.joining("\n"));
  }

  private static Codes of(String text) {
    return Codes.of(text, code -> code.chars().allMatch(c -> c >= ' '));
  }
}
