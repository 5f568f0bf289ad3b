/** The roll-ups of days and months, and the requests behind them. */
@NullMarked
package dev.crowdline.sla.reports.persistence;

import org.jspecify.annotations.NullMarked;
