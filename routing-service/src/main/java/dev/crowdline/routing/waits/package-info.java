/**
 * How long a customer will wait: the place in the queue, and what others waited in the last hour.
 */
@NullMarked
package dev.crowdline.routing.waits;

import org.jspecify.annotations.NullMarked;
