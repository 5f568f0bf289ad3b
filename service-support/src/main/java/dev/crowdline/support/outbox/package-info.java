/** Facts on their way to Kafka: stored with the state, sent in order. */
@NullMarked
package dev.crowdline.support.outbox;

import org.jspecify.annotations.NullMarked;
