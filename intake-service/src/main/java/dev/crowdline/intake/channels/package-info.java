/**
 * Where customers already are: accounts of channels, what comes in by them, and what goes out.
 * {@link dev.crowdline.intake.channels.ChannelPort} is what a channel has to do; each has a package
 * of its own.
 */
@NullMarked
package dev.crowdline.intake.channels;

import org.jspecify.annotations.NullMarked;
