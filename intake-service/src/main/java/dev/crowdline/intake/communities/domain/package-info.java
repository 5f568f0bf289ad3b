/** What a community and an API key are. */
@NullMarked
package dev.crowdline.intake.communities.domain;

import org.jspecify.annotations.NullMarked;
