/** Facts that rewards states. */
@NullMarked
package dev.crowdline.contracts.rewards;

import org.jspecify.annotations.NullMarked;
