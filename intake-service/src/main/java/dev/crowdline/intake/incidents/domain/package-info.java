/** What an incident is, and how one is noticed. */
@NullMarked
package dev.crowdline.intake.incidents.domain;

import org.jspecify.annotations.NullMarked;
