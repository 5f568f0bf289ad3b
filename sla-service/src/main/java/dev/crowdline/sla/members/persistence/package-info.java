/** The tiers of members. */
@NullMarked
package dev.crowdline.sla.members.persistence;

import org.jspecify.annotations.NullMarked;
