/** The widget: a community is asked on pages of other origins. */
@NullMarked
package dev.crowdline.intake.widgets;

import org.jspecify.annotations.NullMarked;
