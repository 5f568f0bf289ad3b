/** What members are paid for answers, by rules that operators change. */
@NullMarked
package dev.crowdline.rewards.rules;

import org.jspecify.annotations.NullMarked;
