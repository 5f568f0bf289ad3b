/** The programme, added up. */
@NullMarked
package dev.crowdline.rewards.programme.persistence;

import org.jspecify.annotations.NullMarked;
