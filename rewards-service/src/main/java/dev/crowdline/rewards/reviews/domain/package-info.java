/** The nouns and rules of reviews. */
@NullMarked
package dev.crowdline.rewards.reviews.domain;

import org.jspecify.annotations.NullMarked;
