/** Requests over REST. */
@NullMarked
package dev.crowdline.intake.requests.web;

import org.jspecify.annotations.NullMarked;
