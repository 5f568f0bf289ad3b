/** The table of limits. */
@NullMarked
package dev.crowdline.rewards.limits.persistence;

import org.jspecify.annotations.NullMarked;
