/** The API of dials. */
@NullMarked
package dev.crowdline.sla.dials.web;

import org.jspecify.annotations.NullMarked;
