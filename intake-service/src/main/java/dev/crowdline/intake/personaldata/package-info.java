/** What is kept of customers as persons: found, shown, exported, and forgotten. */
@NullMarked
package dev.crowdline.intake.personaldata;

import org.jspecify.annotations.NullMarked;
