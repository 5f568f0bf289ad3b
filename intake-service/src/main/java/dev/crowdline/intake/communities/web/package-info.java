/** Communities and API keys over REST. */
@NullMarked
package dev.crowdline.intake.communities.web;

import org.jspecify.annotations.NullMarked;
