/** What is heard of skills. */
@NullMarked
package dev.crowdline.intake.understanding.messaging;

import org.jspecify.annotations.NullMarked;
