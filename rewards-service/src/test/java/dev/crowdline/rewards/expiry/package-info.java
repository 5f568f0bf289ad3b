@NullMarked
package dev.crowdline.rewards.expiry;

import org.jspecify.annotations.NullMarked;
