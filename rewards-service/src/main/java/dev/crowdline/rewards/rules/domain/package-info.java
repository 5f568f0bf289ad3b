/** What was earned, and what it would have been by other rules. */
@NullMarked
package dev.crowdline.rewards.rules.domain;

import org.jspecify.annotations.NullMarked;
