/** The facts about requests, stated and heard. */
@NullMarked
package dev.crowdline.intake.requests.messaging;

import org.jspecify.annotations.NullMarked;
