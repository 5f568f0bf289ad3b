/** What customers thanked for. */
@NullMarked
package dev.crowdline.rewards.thanks;

import org.jspecify.annotations.NullMarked;
