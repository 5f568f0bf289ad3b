package dev.crowdline.intake.customers.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer as staff may see one.
 *
 * @param contact nothing when it is not known, or was erased
 * @param unfinished how many of the requests are not finished
 */
public record KnownCustomer(
    UUID id, String alias, Contact contact, Instant createdAt, long requests, long unfinished) {}
