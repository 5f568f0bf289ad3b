/** Seals as they are kept, and what they are held against. */
@NullMarked
package dev.crowdline.rewards.seals.persistence;

import org.jspecify.annotations.NullMarked;
