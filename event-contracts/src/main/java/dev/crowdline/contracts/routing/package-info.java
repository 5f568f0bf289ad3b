/** Facts that routing states. */
@NullMarked
package dev.crowdline.contracts.routing;

import org.jspecify.annotations.NullMarked;
