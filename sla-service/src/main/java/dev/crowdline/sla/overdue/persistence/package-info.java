/** What the overdue list is read from. */
@NullMarked
package dev.crowdline.sla.overdue.persistence;

import org.jspecify.annotations.NullMarked;
