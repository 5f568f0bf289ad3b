/** The clocks' events as facts. */
@NullMarked
package dev.crowdline.sla.clocks.messaging;

import org.jspecify.annotations.NullMarked;
