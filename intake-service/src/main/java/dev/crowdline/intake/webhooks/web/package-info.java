/** The API of webhooks and events. */
@NullMarked
package dev.crowdline.intake.webhooks.web;

import org.jspecify.annotations.NullMarked;
