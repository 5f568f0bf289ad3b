/** Earning rules and answers as facts. */
@NullMarked
package dev.crowdline.rewards.rules.messaging;

import org.jspecify.annotations.NullMarked;
