/** What mails are, and what of one is its sender's own words. */
@NullMarked
package dev.crowdline.intake.channels.email.domain;

import org.jspecify.annotations.NullMarked;
