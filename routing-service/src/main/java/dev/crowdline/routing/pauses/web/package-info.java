/** Pauses over HTTP. */
@NullMarked
package dev.crowdline.routing.pauses.web;

import org.jspecify.annotations.NullMarked;
