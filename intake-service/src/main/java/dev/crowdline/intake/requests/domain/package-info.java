/** A request, its states and what may happen in each. */
@NullMarked
package dev.crowdline.intake.requests.domain;

import org.jspecify.annotations.NullMarked;
