/** What the programme costs. */
@NullMarked
package dev.crowdline.rewards.programme;

import org.jspecify.annotations.NullMarked;
