/** Queues, and the waits in them. */
@NullMarked
package dev.crowdline.sla.waits.domain;

import org.jspecify.annotations.NullMarked;
