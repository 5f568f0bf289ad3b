/** Facts from Kafka: applied once, in batches, or parked. */
@NullMarked
package dev.crowdline.support.inbox;

import org.jspecify.annotations.NullMarked;
