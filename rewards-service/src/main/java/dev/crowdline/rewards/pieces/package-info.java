/** What contractors completed, and what of it is to be paid. */
@NullMarked
package dev.crowdline.rewards.pieces;

import org.jspecify.annotations.NullMarked;
