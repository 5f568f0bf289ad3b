/** Watches calls over HTTP, and shows them. */
@NullMarked
package dev.crowdline.intake.calls.web;

import org.jspecify.annotations.NullMarked;
