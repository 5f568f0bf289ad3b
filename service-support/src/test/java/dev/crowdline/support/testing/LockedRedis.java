package dev.crowdline.support.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link Parts}, and the service comes to Redis by TLS and as a user who may do what routing needs
 * and nothing else.
 */
public final class LockedRedis implements QuarkusTestResourceLifecycleManager {
  private final Parts parts = new Parts();

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(parts.start());
    JsonNode locked = Parts.addresses().at("/redis/locked");
    settings.put("quarkus.redis.hosts", locked.get("url").asText());
    settings.put("quarkus.redis.tls.trust-certificate-pem", "true");
    settings.put(
        "quarkus.redis.tls.trust-certificate-pem.certs", locked.get("certificate").asText());
    return settings;
  }

  /** After {@link Parts}, which all classes have and whose settings these replace. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void stop() {
    parts.stop();
  }
}
