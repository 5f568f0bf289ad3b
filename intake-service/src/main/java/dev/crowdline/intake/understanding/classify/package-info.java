/** {@code ./crowdline classify}: how well texts of a file are understood by those of another. */
@NullMarked
package dev.crowdline.intake.understanding.classify;

import org.jspecify.annotations.NullMarked;
