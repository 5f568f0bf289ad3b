/** What is kept of events, webhooks and deliveries. */
@NullMarked
package dev.crowdline.intake.webhooks.persistence;

import org.jspecify.annotations.NullMarked;
