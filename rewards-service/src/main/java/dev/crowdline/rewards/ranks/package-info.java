/** Where members stand on their community's ladder, and the ladder itself. */
@NullMarked
package dev.crowdline.rewards.ranks;

import org.jspecify.annotations.NullMarked;
