package dev.crowdline.intake.incidents.domain;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What requests must have in common, besides their words, to have one cause: so two regional
 * outages stay two. Empty is that a request does not say.
 */
public record Bounds(String community, String area, String product, String device) {
  /** The attributes that bound an incident. */
  public static final String AREA = "area";

  /** See {@link #AREA}. */
  public static final String PRODUCT = "product";

  /** See {@link #AREA}. */
  public static final String DEVICE = "device";

  /**
   * Those of a request; null when it names none of them. Likeness alone, with no place, product or
   * device in common, is no reason to answer strangers together.
   */
  public static @Nullable Bounds of(String community, Map<String, String> attributes) {
    Bounds bounds =
        new Bounds(
            community, said(attributes, AREA), said(attributes, PRODUCT), said(attributes, DEVICE));
    return bounds.area.isEmpty() && bounds.product.isEmpty() && bounds.device.isEmpty()
        ? null
        : bounds;
  }

  private static String said(Map<String, String> attributes, String name) {
    return attributes.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT);
  }
}
