/** The facts of other services, and who is told of them. */
@NullMarked
package dev.crowdline.sla.hearing.messaging;

import org.jspecify.annotations.NullMarked;
