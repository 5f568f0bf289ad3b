/** What a community's policy says about its requests. */
@NullMarked
package dev.crowdline.intake.requests.policies;

import org.jspecify.annotations.NullMarked;
