package dev.crowdline.benchmarks.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamMessageTest {

  @Test
  void readsAnOfferAndSkipsWhatItDoesNotNeed() {
    StreamMessage offer =
        StreamMessage.read(
            """
            {"type":"offer","offer":{"id":"o1","routeId":"r1","wave":1,
             "needs":[{"id":"not this"}],"state":"OFFERED","version":1,"text":"a } b"}}
            """);
    assertThat(offer).isEqualTo(new StreamMessage("offer", "", 0, "o1", "r1", "OFFERED", ""));
  }

  @Test
  void readsTheEndOfAnOffer() {
    StreamMessage ended =
        StreamMessage.read(
            "{\"type\":\"offer-ended\",\"offerId\":\"o1\",\"routeId\":\"r1\",\"version\":2,"
                + "\"state\":\"WITHDRAWN\",\"reason\":\"x\"}");
    assertThat(ended)
        .isEqualTo(new StreamMessage("offer-ended", "", 0, "o1", "r1", "WITHDRAWN", ""));
  }

  @Test
  void readsAResultWithTheIdOfTheAssignment() {
    StreamMessage result =
        StreamMessage.read(
            "{\"type\":\"result\",\"ref\":\"r1\",\"status\":200,\"body\":{\"id\":\"a1\",\"routeId\":\"r1\"}}");
    assertThat(result.ref()).isEqualTo("r1");
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.id()).isEqualTo("a1");
  }

  @Test
  void readsWhyACommandWasRefused() {
    StreamMessage result =
        StreamMessage.read(
            "{\"type\":\"result\",\"ref\":\"r1\",\"status\":409,"
                + "\"problem\":{\"type\":\"about:x\",\"status\":409,\"detail\":\"taken\"}}");
    assertThat(result).isEqualTo(new StreamMessage("result", "r1", 409, "", "", "", "taken"));
  }
}
