@NullMarked
package dev.crowdline.rewards.limits;

import org.jspecify.annotations.NullMarked;
