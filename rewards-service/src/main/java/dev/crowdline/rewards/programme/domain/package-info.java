/** What the programme owes; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.programme.domain;

import org.jspecify.annotations.NullMarked;
