/** The server that hands out what the community does not have itself. */
@NullMarked
package dev.crowdline.rewards.partner;

import org.jspecify.annotations.NullMarked;
