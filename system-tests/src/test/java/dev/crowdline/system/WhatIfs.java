package dev.crowdline.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What-ifs as operators ask them. */
final class WhatIfs {
  private WhatIfs() {}

  /** Of a small day, under the policy that is in force. */
  static JsonNode ofASupposedDay(Api operator, String note) {
    return operator
        .post(
            "/v1/what-ifs",
            Map.of(
                "policy",
                operator.get("/v1/policies/current").must(200).path("policy"),
                "note",
                note,
                "generated",
                Map.of("requests", 20, "crowd", CROWD)))
        .must(201);
  }

  private static final Map<String, Integer> CROWD =
      Map.of(
          "members", 20,
          "specialists", 2,
          "onlinePercent", 50,
          "acceptPercent", 60,
          "acceptSeconds", 20,
          "workSeconds", 120,
          "helpfulPercent", 90);
}
