@NullMarked
package dev.crowdline.rewards.partner;

import org.jspecify.annotations.NullMarked;
