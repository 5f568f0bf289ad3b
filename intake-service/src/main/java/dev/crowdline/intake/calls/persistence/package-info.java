/** Calls in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.calls.persistence;

import org.jspecify.annotations.NullMarked;
