package dev.crowdline.rewards.sample.persistence;

import jakarta.ws.rs.GET;

/** Breaks the rule that only web knows JAX-RS. */
public final class PersistenceThatKnowsHttp {
  @GET
  void get() {}
}
