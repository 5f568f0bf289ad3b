/** The rule of a community, and the notices that members have had. */
@NullMarked
package dev.crowdline.rewards.expiry.persistence;

import org.jspecify.annotations.NullMarked;
