/** What a report says, and how it is computed from the roll-ups. */
@NullMarked
package dev.crowdline.sla.reports.domain;

import org.jspecify.annotations.NullMarked;
