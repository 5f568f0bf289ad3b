/** Notes. */
@NullMarked
package dev.crowdline.routing.notes.domain;

import org.jspecify.annotations.NullMarked;
