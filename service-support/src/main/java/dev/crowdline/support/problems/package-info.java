/** Refusals and errors as RFC 9457 problems from a closed catalogue. */
@NullMarked
package dev.crowdline.support.problems;

import org.jspecify.annotations.NullMarked;
