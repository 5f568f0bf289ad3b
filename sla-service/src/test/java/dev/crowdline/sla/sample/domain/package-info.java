/** Classes that must fail the architecture rules. */
@NullMarked
package dev.crowdline.sla.sample.domain;

import org.jspecify.annotations.NullMarked;
