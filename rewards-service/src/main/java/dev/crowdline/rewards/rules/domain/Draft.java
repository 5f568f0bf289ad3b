package dev.crowdline.rewards.rules.domain;

import dev.crowdline.contracts.EarningRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that somebody would have; {@code factors[2].topic} is a path in them. */
public record Draft(EarningRules rules) {
  /** What cannot be meant. */
  public record Fault(String field, String reason) {}

  private record Named(
      @Nullable String topic, @Nullable String language, @Nullable Integer level) {}

  /** All faults; none when it can be put in force. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    Set<Named> named = new LinkedHashSet<>();
    int place = 0;
    for (EarningRules.Factor factor : rules.factors()) {
      String field = "factors[%d]".formatted(place++);
      Named what = new Named(factor.topic(), factor.language(), factor.level());
      if (what.equals(new Named(null, null, null))) {
        faults.add(new Fault(field, "suits every request: name a topic, a language or a level"));
      } else if (!named.add(what)) {
        faults.add(new Fault(field, "names the same as one before it"));
      }
    }
    return faults;
  }
}
