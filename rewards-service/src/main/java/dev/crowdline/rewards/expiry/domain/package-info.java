/** What expires when, as values; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.expiry.domain;

import org.jspecify.annotations.NullMarked;
