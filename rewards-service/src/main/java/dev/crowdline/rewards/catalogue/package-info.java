/** What points buy. */
@NullMarked
package dev.crowdline.rewards.catalogue;

import org.jspecify.annotations.NullMarked;
