@NullMarked
package dev.crowdline.rewards.reviews.domain;

import org.jspecify.annotations.NullMarked;
