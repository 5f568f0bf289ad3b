/** A million running clocks in sla: how late they fire, and how many can fall due at once. */
@NullMarked
package dev.crowdline.benchmarks.timers;

import org.jspecify.annotations.NullMarked;
