/** The tables of ladders, of judged answers and of where members stand. */
@NullMarked
package dev.crowdline.rewards.ranks.persistence;

import org.jspecify.annotations.NullMarked;
