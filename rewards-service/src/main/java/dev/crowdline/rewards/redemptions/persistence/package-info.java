/** The table of redemptions. */
@NullMarked
package dev.crowdline.rewards.redemptions.persistence;

import org.jspecify.annotations.NullMarked;
