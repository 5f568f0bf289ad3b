/** What two groups have in common, and what they have not. */
@NullMarked
package dev.crowdline.sla.dials.domain;

import org.jspecify.annotations.NullMarked;
