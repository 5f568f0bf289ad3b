/** Every version of every calendar, and how far one has come to what runs already. */
@NullMarked
package dev.crowdline.sla.calendars.persistence;

import org.jspecify.annotations.NullMarked;
