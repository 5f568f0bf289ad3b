/**
 * Answers are judged after they were delivered: drawn, read blind, and what follows for their pay.
 */
@NullMarked
package dev.crowdline.rewards.reviews;

import org.jspecify.annotations.NullMarked;
