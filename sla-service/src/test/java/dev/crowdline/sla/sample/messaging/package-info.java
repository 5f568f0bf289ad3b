/** Classes that must fail the architecture rules. */
@NullMarked
package dev.crowdline.sla.sample.messaging;

import org.jspecify.annotations.NullMarked;
