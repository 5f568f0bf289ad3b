/** The facts that are stated about reviews. */
@NullMarked
package dev.crowdline.rewards.reviews.messaging.stating;

import org.jspecify.annotations.NullMarked;
