/** A redemption's states and rules; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.redemptions.domain;

import org.jspecify.annotations.NullMarked;
