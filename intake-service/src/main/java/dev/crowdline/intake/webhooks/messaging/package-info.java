/** Keeps facts as events. */
@NullMarked
package dev.crowdline.intake.webhooks.messaging;

import org.jspecify.annotations.NullMarked;
