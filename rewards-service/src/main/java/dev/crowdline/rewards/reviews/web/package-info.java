/** Reviews over HTTP. */
@NullMarked
package dev.crowdline.rewards.reviews.web;

import org.jspecify.annotations.NullMarked;
