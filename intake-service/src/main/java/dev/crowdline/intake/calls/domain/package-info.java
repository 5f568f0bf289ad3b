/** A call, and how many are kept. */
@NullMarked
package dev.crowdline.intake.calls.domain;

import org.jspecify.annotations.NullMarked;
