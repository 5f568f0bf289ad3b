/** Classes that must fail the architecture rules. */
@NullMarked
package dev.crowdline.sla.sample.persistence;

import org.jspecify.annotations.NullMarked;
