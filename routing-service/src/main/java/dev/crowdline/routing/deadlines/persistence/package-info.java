/** Deadlines: tables. */
@NullMarked
package dev.crowdline.routing.deadlines.persistence;

import org.jspecify.annotations.NullMarked;
