/** What contractors were promised today, for staff. */
@NullMarked
package dev.crowdline.routing.contractors.web;

import org.jspecify.annotations.NullMarked;
