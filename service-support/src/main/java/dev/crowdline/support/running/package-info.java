/** Clock, ids, background loops, logs and readiness. */
@NullMarked
package dev.crowdline.support.running;

import org.jspecify.annotations.NullMarked;
