/** The programme over HTTP. */
@NullMarked
package dev.crowdline.rewards.programme.web;

import org.jspecify.annotations.NullMarked;
