/** Thanks; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.thanks.domain;

import org.jspecify.annotations.NullMarked;
