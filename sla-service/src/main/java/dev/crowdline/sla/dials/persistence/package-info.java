/** What is counted of both groups. */
@NullMarked
package dev.crowdline.sla.dials.persistence;

import org.jspecify.annotations.NullMarked;
