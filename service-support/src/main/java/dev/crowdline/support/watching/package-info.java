/** What those watch who run a service: readiness, gauges. */
@NullMarked
package dev.crowdline.support.watching;

import org.jspecify.annotations.NullMarked;
