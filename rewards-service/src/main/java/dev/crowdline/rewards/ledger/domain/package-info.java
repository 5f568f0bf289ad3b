/** The ledger's nouns and rules; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.ledger.domain;

import org.jspecify.annotations.NullMarked;
