/** What members can be good at, in the words of their community. */
@NullMarked
package dev.crowdline.routing.skills;

import org.jspecify.annotations.NullMarked;
