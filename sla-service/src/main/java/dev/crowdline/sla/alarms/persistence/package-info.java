/** Alarms, how each stands, and when it rang. */
@NullMarked
package dev.crowdline.sla.alarms.persistence;

import org.jspecify.annotations.NullMarked;
