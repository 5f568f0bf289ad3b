/** Topics of which a part goes to the community and a part to staff: how both do. */
@NullMarked
package dev.crowdline.sla.dials;

import org.jspecify.annotations.NullMarked;
