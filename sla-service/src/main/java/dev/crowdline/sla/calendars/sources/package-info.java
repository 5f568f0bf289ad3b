/** Where dates come from that nobody types in: holidays of countries, and files of calendars. */
@NullMarked
package dev.crowdline.sla.calendars.sources;

import org.jspecify.annotations.NullMarked;
