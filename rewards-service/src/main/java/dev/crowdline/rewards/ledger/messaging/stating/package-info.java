/** The facts that are stated about points. */
@NullMarked
package dev.crowdline.rewards.ledger.messaging.stating;

import org.jspecify.annotations.NullMarked;
