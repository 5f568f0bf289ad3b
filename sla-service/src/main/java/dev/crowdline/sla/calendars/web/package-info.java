/** Calendars over HTTP. */
@NullMarked
package dev.crowdline.sla.calendars.web;

import org.jspecify.annotations.NullMarked;
