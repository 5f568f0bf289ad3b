/** Operators add points and take points off, with a note, and above a limit by two. */
@NullMarked
package dev.crowdline.rewards.corrections;

import org.jspecify.annotations.NullMarked;
