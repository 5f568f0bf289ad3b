/** The stack under load: its addresses, processes, databases, and the machine it runs on. */
@NullMarked
package dev.crowdline.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
