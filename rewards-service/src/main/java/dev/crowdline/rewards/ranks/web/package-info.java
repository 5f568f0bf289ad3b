/** Ranks over HTTP. */
@NullMarked
package dev.crowdline.rewards.ranks.web;

import org.jspecify.annotations.NullMarked;
