/** The live overview of a community, and the roll-ups behind it. */
@NullMarked
package dev.crowdline.sla.overview;

import org.jspecify.annotations.NullMarked;
