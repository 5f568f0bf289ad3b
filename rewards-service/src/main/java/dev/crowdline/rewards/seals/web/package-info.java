/** Days of the ledger over HTTP. */
@NullMarked
package dev.crowdline.rewards.seals.web;

import org.jspecify.annotations.NullMarked;
