/** The overdue list over HTTP. */
@NullMarked
package dev.crowdline.sla.overdue.web;

import org.jspecify.annotations.NullMarked;
