/** Channels and deliveries over HTTP, for operators. */
@NullMarked
package dev.crowdline.intake.channels.web;

import org.jspecify.annotations.NullMarked;
