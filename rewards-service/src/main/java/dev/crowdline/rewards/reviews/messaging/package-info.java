/** The facts that reviews hear. */
@NullMarked
package dev.crowdline.rewards.reviews.messaging;

import org.jspecify.annotations.NullMarked;
