/** The ledger's tables. */
@NullMarked
package dev.crowdline.rewards.ledger.persistence;

import org.jspecify.annotations.NullMarked;
