/** Pieces in PostgreSQL. */
@NullMarked
package dev.crowdline.rewards.pieces.persistence;

import org.jspecify.annotations.NullMarked;
