/** Operators say when their community works; what runs is timed anew by it. */
@NullMarked
package dev.crowdline.sla.calendars;

import org.jspecify.annotations.NullMarked;
