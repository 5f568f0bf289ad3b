/** The clocks over HTTP. */
@NullMarked
package dev.crowdline.sla.clocks.web;

import org.jspecify.annotations.NullMarked;
