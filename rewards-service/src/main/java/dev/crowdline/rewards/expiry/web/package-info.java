/** Expiry over HTTP. */
@NullMarked
package dev.crowdline.rewards.expiry.web;

import org.jspecify.annotations.NullMarked;
