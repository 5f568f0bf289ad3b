/** Alarms over HTTP. */
@NullMarked
package dev.crowdline.sla.alarms.web;

import org.jspecify.annotations.NullMarked;
