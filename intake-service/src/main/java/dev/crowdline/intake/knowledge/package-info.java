/** Answers that help again: articles, the help centre that they are read in, and what it spares. */
@NullMarked
package dev.crowdline.intake.knowledge;

import org.jspecify.annotations.NullMarked;
