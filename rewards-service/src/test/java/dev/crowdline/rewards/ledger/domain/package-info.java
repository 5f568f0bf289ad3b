/** Tests of the ledger's rules. */
@org.jspecify.annotations.NullMarked
package dev.crowdline.rewards.ledger.domain;
