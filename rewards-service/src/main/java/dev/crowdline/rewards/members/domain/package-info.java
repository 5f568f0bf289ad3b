/** What is known of members. */
@NullMarked
package dev.crowdline.rewards.members.domain;

import org.jspecify.annotations.NullMarked;
