/** Pieces and the lines of their statements. */
@NullMarked
package dev.crowdline.rewards.pieces.domain;

import org.jspecify.annotations.NullMarked;
