/** Days of the ledger: closed, sealed, and checked. */
@NullMarked
package dev.crowdline.rewards.seals;

import org.jspecify.annotations.NullMarked;
