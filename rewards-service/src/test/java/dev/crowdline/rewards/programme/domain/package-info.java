@NullMarked
package dev.crowdline.rewards.programme.domain;

import org.jspecify.annotations.NullMarked;
