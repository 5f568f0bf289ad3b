/** When a community works, and how much of its working time lies between two moments. */
@NullMarked
package dev.crowdline.sla.calendars.domain;

import org.jspecify.annotations.NullMarked;
