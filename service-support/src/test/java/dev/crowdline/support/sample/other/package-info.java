/** A package of a circle, for a rule to find. */
@NullMarked
package dev.crowdline.support.sample.other;

import org.jspecify.annotations.NullMarked;
