@NullMarked
package dev.crowdline.rewards.corrections;

import org.jspecify.annotations.NullMarked;
