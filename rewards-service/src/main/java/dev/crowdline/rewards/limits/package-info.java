/** How much may be moved, by members and by one operator alone. */
@NullMarked
package dev.crowdline.rewards.limits;

import org.jspecify.annotations.NullMarked;
