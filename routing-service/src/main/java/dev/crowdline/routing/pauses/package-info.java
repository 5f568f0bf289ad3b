/** Operators pause members for a while, or until they say otherwise. */
@NullMarked
package dev.crowdline.routing.pauses;

import org.jspecify.annotations.NullMarked;
