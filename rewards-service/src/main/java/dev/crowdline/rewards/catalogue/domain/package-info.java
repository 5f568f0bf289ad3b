/** The catalogue's nouns and rules; imports the JDK only. */
@NullMarked
package dev.crowdline.rewards.catalogue.domain;

import org.jspecify.annotations.NullMarked;
