@NullMarked
package dev.crowdline.rewards.seals;

import org.jspecify.annotations.NullMarked;
