package dev.crowdline.support.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What every service has, as a service of its own: it hears of members, as sla does. */
public final class AsService implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        // The entities of this module's tests are samples without tables.
        "quarkus.hibernate-orm.schema-management.strategy",
        "none",
        "quarkus.http.port",
        "0",
        "crowdline.service",
        "sla",
        "mp.messaging.incoming.facts.topics",
        "${crowdline.topic-prefix}.members.v1");
  }
}
