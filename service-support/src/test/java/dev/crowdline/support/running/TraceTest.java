package dev.crowdline.support.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String GOOD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @AfterEach
  void leave() {
    Trace.leave();
  }

  @Test
  void continuesTheCallersTrace() {
    assertThat(Trace.enter(GOOD)).isEqualTo(GOOD);
    assertThat(Trace.current()).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "<script>"
      })
  void beginsOneWhereThereIsNoneOrAMalformedOne(String header) {
    String begun = Trace.enter(header);
    assertThat(begun).isNotEqualTo(header);
    assertThat(Trace.enter(begun)).isEqualTo(begun);
  }

  @Test
  void endsWithTheCall() {
    Trace.enter(GOOD);
    Trace.leave();
    assertThat(Trace.current()).isNull();
  }
}
