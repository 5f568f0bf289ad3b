package dev.crowdline.benchmarks.timers;

/**
 * What is asked of a run.
 *
 * @param clocks running requests that fall due long after the run
 * @param due how many fall due a second, evenly
 * @param atOnce how many fall due at one moment after that
 */
record Settings(int clocks, int due, int warmUpSeconds, int windowSeconds, int atOnce) {}
