package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A community's operator puts something into the shop. */
final class Shop {
  private Shop() {}

  /** An item at that price with codes {@code CODE-1}, {@code CODE-2}… of its own; its id. */
  static String item(Community community, String name, long price, int codes) {
    JsonNode item =
        community
            .operator()
            .post(
                "/v1/catalogue/items",
                Map.of(
                    "name", name,
                    "description", "Of use to everybody.",
                    "kind", "DIGITAL",
                    "price", price,
                    "valueMinor", price))
            .must(201);
    String id = item.path("id").asText();
    if (codes > 0) {
      String text =
          IntStream.rangeClosed(1, codes)
              .mapToObj(i -> "CODE-" + i + "-" + id)
              .collect(Collectors.joining("\n"));
      community
          .operator()
          .post("/v1/catalogue/items/" + id + "/codes", Map.of("text", text))
          .must(200);
    }
    return id;
  }
}
