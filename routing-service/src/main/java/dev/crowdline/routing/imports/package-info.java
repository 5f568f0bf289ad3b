/** Operators bring in many members at once. */
@NullMarked
package dev.crowdline.routing.imports;

import org.jspecify.annotations.NullMarked;
