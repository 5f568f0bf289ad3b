/** Articles in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.knowledge.persistence;

import org.jspecify.annotations.NullMarked;
