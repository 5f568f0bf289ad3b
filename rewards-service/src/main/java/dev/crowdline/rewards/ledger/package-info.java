/** Points: earned, confirmed, refused, and read. */
@NullMarked
package dev.crowdline.rewards.ledger;

import org.jspecify.annotations.NullMarked;
