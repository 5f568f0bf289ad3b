/** Events, who hears them, and what became of it. */
@NullMarked
package dev.crowdline.intake.webhooks.domain;

import org.jspecify.annotations.NullMarked;
