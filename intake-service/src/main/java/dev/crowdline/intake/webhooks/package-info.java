/**
 * What happens to requests is told to programs of the community: pushed to their addresses by
 * Standard Webhooks, or read by themselves.
 */
@NullMarked
package dev.crowdline.intake.webhooks;

import org.jspecify.annotations.NullMarked;
