/** Who has a wallet. */
@NullMarked
package dev.crowdline.rewards.members;

import org.jspecify.annotations.NullMarked;
