/** Facts heard from the other services, and facts about points. */
@NullMarked
package dev.crowdline.rewards.ledger.messaging;

import org.jspecify.annotations.NullMarked;
