/** What is stored of the widget. */
@NullMarked
package dev.crowdline.intake.widgets.persistence;

import org.jspecify.annotations.NullMarked;
