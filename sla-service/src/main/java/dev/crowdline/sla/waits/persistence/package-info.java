/** The tables of waits. */
@NullMarked
package dev.crowdline.sla.waits.persistence;

import org.jspecify.annotations.NullMarked;
