/** The sentence model: what it makes of a text, and the second look that it takes at requests. */
@NullMarked
package dev.crowdline.intake.understanding.sentences;

import org.jspecify.annotations.NullMarked;
