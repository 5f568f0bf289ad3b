package dev.crowdline.intake.widgets.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On whose pages a community may be asked, and in which colour.
 *
 * @param colour of the community; null for the widget's own
 */
public record Widget(List<Origin> origins, @Nullable Colour colour) {
  /** More sites than a community has. */
  public static final int MOST_ORIGINS = 20;

  /** Of a community that has said nothing: on nobody's. */
  public static final Widget NOWHERE = new Widget(List.of(), null);

  private static final Colour OWN = Colour.of("#0a6670");

  public Widget {
    origins = origins.stream().distinct().toList();
    if (origins.size() > MOST_ORIGINS) {
      throw new IllegalArgumentException("at most " + MOST_ORIGINS + ", was " + origins.size());
    }
  }

  /** The ground of what is pressed and of what the customer said. */
  public Colour ground() {
    return colour == null ? OWN : colour;
  }
}
