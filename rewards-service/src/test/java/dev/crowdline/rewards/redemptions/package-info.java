@NullMarked
package dev.crowdline.rewards.redemptions;

import org.jspecify.annotations.NullMarked;
