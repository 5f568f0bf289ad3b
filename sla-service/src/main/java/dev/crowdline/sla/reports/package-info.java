/** Reports of days and months, by topic: what was asked, kept, paid and saved. */
@NullMarked
package dev.crowdline.sla.reports;

import org.jspecify.annotations.NullMarked;
