package dev.crowdline.support.problems;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps the paths and methods that callers make up out of the tags of metrics: there may be a
 * hundred values, and the endpoints need them.
 */
public class RefusedPaths {
  static final String REFUSED = "REFUSED";

  /** Of requests that no endpoint may have had. */
  private static final Set<String> STATUSES =
      Set.of("400", "405", "408", "413", "414", "415", "431");

  /** A caller can make up methods as well. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Produces
  @Singleton
  MeterFilter ofRefusedRequests() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        String path = id.getTag("uri");
        if (path == null || !id.getName().startsWith("http.server")) {
          return id;
        }
        boolean refused =
            STATUSES.contains(String.valueOf(id.getTag("status"))) && !path.contains("{");
        return id.replaceTags(
            id.getTags().stream()
                .map(tag ->
                    switch (tag.getKey()) {
                      case "uri" -> refused ? Tag.of("uri", REFUSED) : tag;
                      case "method" ->
                          METHODS.contains(tag.getValue()) ? tag : Tag.of("method", REFUSED);
                      default -> tag;
                    })
                .toList());
      }
    };
  }
}
