/** The table of answers that customers thanked for. */
@NullMarked
package dev.crowdline.rewards.thanks.persistence;

import org.jspecify.annotations.NullMarked;
