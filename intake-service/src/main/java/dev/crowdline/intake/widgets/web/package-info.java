/** The widget over REST, and what browsers ask before they let a page call. */
@NullMarked
package dev.crowdline.intake.widgets.web;

import org.jspecify.annotations.NullMarked;
