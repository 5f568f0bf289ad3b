package dev.crowdline.benchmarks.lifecycle;

/**
 * What is asked of a run.
 *
 * @param clients virtual customers, each with one request at a time
 * @param rate posts a second, whatever has come of the earlier ones; 0 for the closed loop
 * @param members virtual members, each with one socket
 * @param capacity how many pieces of work a member may hold
 * @param direct past the gateway
 * @param acknowledge whether members say of each offer that they show it, as the console does
 */
public record Settings(
    int clients,
    int rate,
    int members,
    int capacity,
    int warmUpSeconds,
    int windowSeconds,
    int commitSeconds,
    boolean direct,
    boolean acknowledge) {}
