@NullMarked
package dev.crowdline.rewards.ranks.domain;

import org.jspecify.annotations.NullMarked;
