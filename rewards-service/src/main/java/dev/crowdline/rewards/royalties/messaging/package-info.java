/** Royalties follow from facts. */
@NullMarked
package dev.crowdline.rewards.royalties.messaging;

import org.jspecify.annotations.NullMarked;
