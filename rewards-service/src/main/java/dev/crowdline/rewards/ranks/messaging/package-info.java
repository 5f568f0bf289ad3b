/** The fact that is stated about ranks. */
@NullMarked
package dev.crowdline.rewards.ranks.messaging;

import org.jspecify.annotations.NullMarked;
