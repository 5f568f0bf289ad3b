@NullMarked
package dev.crowdline.rewards.ranks;

import org.jspecify.annotations.NullMarked;
