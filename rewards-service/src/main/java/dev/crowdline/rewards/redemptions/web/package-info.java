/** Redemptions over HTTP. */
@NullMarked
package dev.crowdline.rewards.redemptions.web;

import org.jspecify.annotations.NullMarked;
