/** Reviews, and what they need to know of answers, in PostgreSQL. */
@NullMarked
package dev.crowdline.rewards.reviews.persistence;

import org.jspecify.annotations.NullMarked;
