package dev.crowdline.intake.widgets.web;

import dev.crowdline.intake.widgets.domain.Colour;
import dev.crowdline.intake.widgets.domain.Widget;

/**
 * The colours of a widget.
 *
 * @param colour of what is pressed
 * @param text black or white, whichever is read better on it
 * @param contrast of the two as WCAG measures it, never below 4.5
 */
public record WidgetLook(String colour, String text, double contrast) {
  public static WidgetLook of(Widget widget) {
    Colour ground = widget.ground();
    return new WidgetLook(
        ground.toString(),
        ground.text().toString(),
        // Never more than it is.
        Math.floor(ground.contrast(ground.text()) * 100) / 100);
  }
}
