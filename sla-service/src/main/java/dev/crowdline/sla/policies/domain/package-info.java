/** What may stand in a policy. */
@NullMarked
package dev.crowdline.sla.policies.domain;

import org.jspecify.annotations.NullMarked;
