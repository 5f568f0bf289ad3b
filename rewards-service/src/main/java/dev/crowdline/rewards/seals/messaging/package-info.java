/** The facts about seals. */
@NullMarked
package dev.crowdline.rewards.seals.messaging;

import org.jspecify.annotations.NullMarked;
