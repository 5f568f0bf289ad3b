/** Benchmarks of a running stack, one command each. */
@NullMarked
package dev.crowdline.benchmarks;

import org.jspecify.annotations.NullMarked;
