/** The roll-ups' tables. */
@NullMarked
package dev.crowdline.sla.overview.persistence;

import org.jspecify.annotations.NullMarked;
