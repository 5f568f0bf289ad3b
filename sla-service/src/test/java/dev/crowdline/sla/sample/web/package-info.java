/** Classes that must fail the architecture rules. */
@NullMarked
package dev.crowdline.sla.sample.web;

import org.jspecify.annotations.NullMarked;
