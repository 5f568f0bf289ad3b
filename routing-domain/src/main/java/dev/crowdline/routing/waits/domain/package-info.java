/** Waits and the range they make. */
@NullMarked
package dev.crowdline.routing.waits.domain;

import org.jspecify.annotations.NullMarked;
