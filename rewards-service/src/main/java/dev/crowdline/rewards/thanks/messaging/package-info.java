/** Thanks as intake states them. */
@NullMarked
package dev.crowdline.rewards.thanks.messaging;

import org.jspecify.annotations.NullMarked;
