/** Operators ask what a period would have come to under another policy. */
@NullMarked
package dev.crowdline.sla.whatif;

import org.jspecify.annotations.NullMarked;
