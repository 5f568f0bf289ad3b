@NullMarked
package dev.crowdline.rewards.expiry.domain;

import org.jspecify.annotations.NullMarked;
