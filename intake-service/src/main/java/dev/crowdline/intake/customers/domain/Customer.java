package dev.crowdline.intake.customers.domain;

import java.util.UUID;

/**
 * Somebody who asks, as everybody else knows them.
 *
 * @param alias the name under which members know the customer
 */
public record Customer(UUID id, String alias) {}
