/** Earning rules over HTTP. */
@NullMarked
package dev.crowdline.rewards.rules.web;

import org.jspecify.annotations.NullMarked;
