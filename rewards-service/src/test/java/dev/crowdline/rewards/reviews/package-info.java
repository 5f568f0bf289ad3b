@NullMarked
package dev.crowdline.rewards.reviews;

import org.jspecify.annotations.NullMarked;
