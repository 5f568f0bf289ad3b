/** The facts about policies. */
@NullMarked
package dev.crowdline.sla.policies.messaging;

import org.jspecify.annotations.NullMarked;
