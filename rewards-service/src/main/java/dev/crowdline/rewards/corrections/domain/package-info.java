/** A correction as a value; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.corrections.domain;

import org.jspecify.annotations.NullMarked;
