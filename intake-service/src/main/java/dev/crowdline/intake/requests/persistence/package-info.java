/** Requests and messages in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.requests.persistence;

import org.jspecify.annotations.NullMarked;
