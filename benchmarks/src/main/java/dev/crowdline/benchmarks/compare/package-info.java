/** What has changed between two runs of a benchmark. */
@NullMarked
package dev.crowdline.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
