/** Limits over HTTP. */
@NullMarked
package dev.crowdline.rewards.limits.web;

import org.jspecify.annotations.NullMarked;
