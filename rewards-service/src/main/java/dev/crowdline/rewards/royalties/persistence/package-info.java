/** Royalties in PostgreSQL. */
@NullMarked
package dev.crowdline.rewards.royalties.persistence;

import org.jspecify.annotations.NullMarked;
