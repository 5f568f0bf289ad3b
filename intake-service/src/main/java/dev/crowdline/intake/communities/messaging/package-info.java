/** The facts about communities. */
@NullMarked
package dev.crowdline.intake.communities.messaging;

import org.jspecify.annotations.NullMarked;
