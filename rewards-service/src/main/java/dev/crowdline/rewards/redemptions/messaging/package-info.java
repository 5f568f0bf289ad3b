/** The facts that are stated about redemptions. */
@NullMarked
package dev.crowdline.rewards.redemptions.messaging;

import org.jspecify.annotations.NullMarked;
