/** Conversations over REST and server-sent events. */
@NullMarked
package dev.crowdline.intake.conversations.web;

import org.jspecify.annotations.NullMarked;
