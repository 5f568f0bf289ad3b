/**
 * The clocks of one request: what was heard of it, folded in the order in which it happened, and
 * what follows from that at a given moment.
 */
@NullMarked
package dev.crowdline.sla.clocks.domain;

import org.jspecify.annotations.NullMarked;
