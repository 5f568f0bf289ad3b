/** Pauses that end by themselves, in PostgreSQL. */
@NullMarked
package dev.crowdline.routing.pauses.persistence;

import org.jspecify.annotations.NullMarked;
