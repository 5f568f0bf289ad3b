/** What specialists pick from. */
@NullMarked
package dev.crowdline.sla.overdue.domain;

import org.jspecify.annotations.NullMarked;
