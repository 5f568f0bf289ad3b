package dev.crowdline.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.contracts.intake.RequestReopened;
import dev.crowdline.contracts.rewards.PointsHeld;
import dev.crowdline.contracts.sla.TargetAtRisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactCodecTest {
  private static final UUID ID = UUID.fromString("0198f3a2-6c1e-7d40-9b1f-2a6c5e8f2000");

  @Test
  void unknownFieldsAreIgnored() throws IOException {
    assertThat(
            held(
                "{\"memberId\":\"%s\",\"assignmentId\":\"%s\",\"rule\":\"r\",\"points\":3,\"later\":{\"x\":1}}"))
        .isEqualTo(new PointsHeld(ID, ID, "r", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"memberId\":\"%s\",\"assignmentId\":\"%s\",\"rule\":\"r\",\"points\":null}",
        "{\"memberId\":\"%s\",\"assignmentId\":\"%s\",\"rule\":\"r\"}",
        "{\"memberId\":\"%s\",\"assignmentId\":\"%s\",\"rule\":\"r\",\"points\":\"many\"}",
        "{\"memberId\":\"no id\",\"assignmentId\":\"%s\",\"rule\":\"r\",\"points\":3}",
        "null",
        "[]",
        ""
      })
  void whatIsNotOfTheTypeIsRefused(String json) {
    assertThatThrownBy(() -> held(json)).isInstanceOf(IOException.class);
  }

  @Test
  void absentFieldsAreLeftOutAndTimesAreText() {
    assertThat(text(new RequestReopened(2, RequestReopened.Reason.NOT_SOLVED, ID, null)))
        .isEqualTo("{\"round\":2,\"reason\":\"NOT_SOLVED\",\"assignmentId\":\"" + ID + "\"}");
    assertThat(
            text(
                new TargetAtRisk(
                    SlaClock.RESOLUTION, Instant.parse("2026-11-22T09:15:00.000001Z"))))
        .isEqualTo("{\"clock\":\"RESOLUTION\",\"dueAt\":\"2026-11-22T09:15:00.000001Z\"}");
  }

  private static PointsHeld held(String json) throws IOException {
    return FactCodec.read(
        json.replace("%s", ID.toString()).getBytes(StandardCharsets.UTF_8), PointsHeld.class);
  }

  private static String text(Object data) {
    return new String(FactCodec.write(data), StandardCharsets.UTF_8);
  }
}
