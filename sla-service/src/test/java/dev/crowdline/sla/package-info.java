/** Tests of the service as a whole. */
@NullMarked
package dev.crowdline.sla;

import org.jspecify.annotations.NullMarked;
