package dev.crowdline.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crowdline.local.parts.Topics.Topic;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void theDeclaredTopicsAreThoseOfTheArchitecture() {
    assertThat(Topics.read(Path.of("../kafka/topics.properties")).topics())
        .containsExactly(
            new Topic(
                "requests.v1",
                12,
                Map.of("cleanup.policy", "delete", "retention.ms", "1209600000")),
            new Topic(
                "members.v1", 12, Map.of("cleanup.policy", "delete", "retention.ms", "1209600000")),
            new Topic(
                "communities.v1",
                1,
                Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1")));
  }

  @Test
  void aLineOfAnUndeclaredTopicIsRefused() {
    assertThatThrownBy(() -> parse("topics=a.v1\na.v1.partitions=1\nb.v1.partitions=1"))
        .hasMessageContaining("b.v1.partitions");
  }

  @Test
  void aTopicWithoutPartitionsIsRefused() {
    assertThatThrownBy(() -> parse("topics=a.v1\na.v1.retention.ms=1"))
        .hasMessageContaining("a.v1.partitions");
  }

  private static Topics parse(String text) throws IOException {
    return Topics.parse(new StringReader(text));
  }
}
