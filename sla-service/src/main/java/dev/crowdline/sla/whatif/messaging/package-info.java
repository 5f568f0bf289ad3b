/** Facts of the past, read from their topics. */
@NullMarked
package dev.crowdline.sla.whatif.messaging;

import org.jspecify.annotations.NullMarked;
