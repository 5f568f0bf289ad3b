/** Notes in PostgreSQL. */
@NullMarked
package dev.crowdline.routing.notes.persistence;

import org.jspecify.annotations.NullMarked;
