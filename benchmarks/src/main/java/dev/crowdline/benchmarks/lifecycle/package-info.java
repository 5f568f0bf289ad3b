/** Lifecycles of requests in a closed loop, from the post to the points. */
@NullMarked
package dev.crowdline.benchmarks.lifecycle;

import org.jspecify.annotations.NullMarked;
