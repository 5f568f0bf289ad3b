package dev.crowdline.sla.whatif.domain;

/**
 * People as somebody supposes them to be, where nothing of them is recorded. Each knows what is
 * needed.
 *
 * @param members of the community
 * @param specialists who take what is on the overdue list
 * @param onlinePercent what share of the members is there at any time
 * @param acceptPercent what share of offers is accepted, if nobody is faster
 * @param acceptSeconds how long half of those take at most
 * @param workSeconds how long half of the answers take at most
 * @param helpfulPercent what share of answers helps
 */
public record Crowd(
    int members,
    int specialists,
    int onlinePercent,
    int acceptPercent,
    int acceptSeconds,
    int workSeconds,
    int helpfulPercent) {}
