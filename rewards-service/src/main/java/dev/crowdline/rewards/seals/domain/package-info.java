/** What a seal is. */
@NullMarked
package dev.crowdline.rewards.seals.domain;

import org.jspecify.annotations.NullMarked;
