/** Which tier a caller has. */
@NullMarked
package dev.crowdline.sla.members;

import org.jspecify.annotations.NullMarked;
