/** What a request is about: a port, and the implementation by keywords. */
@NullMarked
package dev.crowdline.intake.understanding;

import org.jspecify.annotations.NullMarked;
