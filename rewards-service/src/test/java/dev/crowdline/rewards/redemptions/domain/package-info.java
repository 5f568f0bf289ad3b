@NullMarked
package dev.crowdline.rewards.redemptions.domain;

import org.jspecify.annotations.NullMarked;
