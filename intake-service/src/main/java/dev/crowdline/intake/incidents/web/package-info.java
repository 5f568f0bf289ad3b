/** Incidents over REST. */
@NullMarked
package dev.crowdline.intake.incidents.web;

import org.jspecify.annotations.NullMarked;
