/** Why members are paused without an operator: what reviewers say. */
@NullMarked
package dev.crowdline.routing.pauses.messaging;

import org.jspecify.annotations.NullMarked;
