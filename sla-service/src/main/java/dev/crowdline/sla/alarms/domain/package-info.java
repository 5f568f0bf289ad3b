/** When an alarm rings, and when it ends. */
@NullMarked
package dev.crowdline.sla.alarms.domain;

import org.jspecify.annotations.NullMarked;
