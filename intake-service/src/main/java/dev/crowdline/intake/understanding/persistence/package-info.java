/** Topics in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.understanding.persistence;

import org.jspecify.annotations.NullMarked;
