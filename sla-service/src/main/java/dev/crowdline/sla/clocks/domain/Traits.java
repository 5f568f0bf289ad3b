package dev.crowdline.sla.clocks.domain;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Policy;
import dev.crowdline.contracts.Priority;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request was when it was submitted, as far as cases of a policy tell requests apart. What
 * changes later, a raised priority, changes its targets and not its case.
 *
 * @param topic that it was understood as; null when none was found
 */
public record Traits(
    Priority priority,
    Channel channel,
    @Nullable String topic,
    String language,
    Map<String, String> attributes) {
  public Traits {
    attributes = Map.copyOf(attributes);
  }

  /**
   * Why a case does not suit.
   *
   * @param trait that is not as the case wants it: priority, channel, topic, language, or
   *     attributes.NAME
   * @param is what the request has; null when it has none
   * @param wanted any of these
   */
  public record Misfit(String trait, @Nullable String is, List<String> wanted) {}

  /** The case that counts; null when none suits, and the policy's own targets and steps count. */
  public Policy.@Nullable Case caseOf(Policy policy) {
    return policy.allCases().stream()
        .filter(each -> misfit(each.when()) == null)
        .findFirst()
        .orElse(null);
  }

  /** The first reason why a case does not suit; null when it does. */
  public @Nullable Misfit misfit(Policy.When when) {
    if (!suits(when.priorities(), priority)) {
      return new Misfit("priority", priority.name(), names(when.priorities()));
    }
    if (!suits(when.channels(), channel)) {
      return new Misfit("channel", channel.name(), names(when.channels()));
    }
    if (!suits(when.topics(), topic)) {
      return new Misfit("topic", topic, when.topics());
    }
    if (!suits(when.languages(), Language.primary(language))) {
      return new Misfit("language", Language.primary(language), when.languages());
    }
    for (Map.Entry<String, String> wanted : new TreeMap<>(when.attributes()).entrySet()) {
      String is = attributes.get(wanted.getKey());
      if (!wanted.getValue().equals(is)) {
        return new Misfit("attributes." + wanted.getKey(), is, List.of(wanted.getValue()));
      }
    }
    return null;
  }

  private static <T> boolean suits(List<T> wanted, @Nullable T is) {
    return wanted.isEmpty() || (is != null && wanted.contains(is));
  }

  private static List<String> names(List<? extends Enum<?>> wanted) {
    return wanted.stream().map(Enum::name).toList();
  }
}
