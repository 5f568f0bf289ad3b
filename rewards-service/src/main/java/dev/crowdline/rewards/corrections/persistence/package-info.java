/** The table of corrections. */
@NullMarked
package dev.crowdline.rewards.corrections.persistence;

import org.jspecify.annotations.NullMarked;
