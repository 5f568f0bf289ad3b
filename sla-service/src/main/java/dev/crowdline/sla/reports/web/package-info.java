/** Reports over HTTP, as JSON and as CSV. */
@NullMarked
package dev.crowdline.sla.reports.web;

import org.jspecify.annotations.NullMarked;
