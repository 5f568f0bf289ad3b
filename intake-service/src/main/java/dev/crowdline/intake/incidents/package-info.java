/** Many requests with one cause: opened, linked, split, answered once. */
@NullMarked
package dev.crowdline.intake.incidents;

import org.jspecify.annotations.NullMarked;
