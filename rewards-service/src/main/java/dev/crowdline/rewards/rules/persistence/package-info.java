/** Answers and how their rewards came about. */
@NullMarked
package dev.crowdline.rewards.rules.persistence;

import org.jspecify.annotations.NullMarked;
