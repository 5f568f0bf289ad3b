/** How long requests wait for somebody who takes them, by queue, as far as facts say. */
@NullMarked
package dev.crowdline.sla.waits;

import org.jspecify.annotations.NullMarked;
