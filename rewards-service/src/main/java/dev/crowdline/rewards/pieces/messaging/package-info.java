/** Pieces in the facts of routing. */
@NullMarked
package dev.crowdline.rewards.pieces.messaging;

import org.jspecify.annotations.NullMarked;
