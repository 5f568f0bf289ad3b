package dev.crowdline.intake.webhooks.domain;

import dev.crowdline.contracts.FactTypes;
import dev.crowdline.contracts.FactTypes.FactType;
import dev.crowdline.contracts.Topic;
import java.util.List;
import java.util.Set;

/**
 * Which facts are told to programs: all about requests, but for what only services ask of each
 * other.
 */
public final class EventTypes {
  private static final Set<String> AMONG_SERVICES =
      Set.of("dev.crowdline.routing.route-cleared.v1", "dev.crowdline.sla.question-cleared.v1");

  private static final List<String> TOLD =
      FactTypes.all().stream()
          .filter(type -> type.topic() == Topic.REQUESTS)
          .map(FactType::name)
          .filter(name -> !AMONG_SERVICES.contains(name))
          .toList();

  private EventTypes() {}

  /** In the order of a request's life. */
  public static List<String> told() {
    return TOLD;
  }
}
