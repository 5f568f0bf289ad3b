package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.routing.Taken.Withdrawn;
import java.util.List;

/** Live offers ended although nobody took the route: it closed, or its needs changed. */
public record OffersWithdrawn(List<Withdrawn> offers) {
  public OffersWithdrawn {
    offers = List.copyOf(offers);
  }
}
