/** Points that nobody spends grow too old, the oldest first, after a notice. */
@NullMarked
package dev.crowdline.rewards.expiry;

import org.jspecify.annotations.NullMarked;
