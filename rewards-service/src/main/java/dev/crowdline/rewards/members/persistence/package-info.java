/** The table of members. */
@NullMarked
package dev.crowdline.rewards.members.persistence;

import org.jspecify.annotations.NullMarked;
