/** Classes that must fail the architecture rules. */
@org.jspecify.annotations.NullMarked
package dev.crowdline.routing.sample.persistence;
