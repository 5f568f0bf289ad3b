/** What goes in and out by a channel, whichever it is. */
@NullMarked
package dev.crowdline.intake.channels.domain;

import org.jspecify.annotations.NullMarked;
