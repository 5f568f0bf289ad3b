/** Members earn again when an article made of their answer solves a request. */
@NullMarked
package dev.crowdline.rewards.royalties;

import org.jspecify.annotations.NullMarked;
