/** The clocks' tables. */
@NullMarked
package dev.crowdline.sla.clocks.persistence;

import org.jspecify.annotations.NullMarked;
