/** The platform's traces, on the way of facts. */
@NullMarked
package dev.crowdline.support.tracing;

import org.jspecify.annotations.NullMarked;
