/** The overdue list: at-risk and breached requests that a specialist or contractor may claim. */
@NullMarked
package dev.crowdline.sla.overdue;

import org.jspecify.annotations.NullMarked;
