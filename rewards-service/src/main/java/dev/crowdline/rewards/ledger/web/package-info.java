/** Wallets, statements and the ledger's check over HTTP. */
@NullMarked
package dev.crowdline.rewards.ledger.web;

import org.jspecify.annotations.NullMarked;
