/** The overview over HTTP and server-sent events. */
@NullMarked
package dev.crowdline.sla.overview.web;

import org.jspecify.annotations.NullMarked;
