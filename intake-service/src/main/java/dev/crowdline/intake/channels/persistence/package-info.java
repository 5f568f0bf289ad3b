/** Accounts, threads and deliveries in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.channels.persistence;

import org.jspecify.annotations.NullMarked;
