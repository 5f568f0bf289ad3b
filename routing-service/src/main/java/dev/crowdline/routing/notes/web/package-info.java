/** Notes over HTTP. */
@NullMarked
package dev.crowdline.routing.notes.web;

import org.jspecify.annotations.NullMarked;
