/** Statistics that say nothing of what they are about. */
@NullMarked
package dev.crowdline.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
