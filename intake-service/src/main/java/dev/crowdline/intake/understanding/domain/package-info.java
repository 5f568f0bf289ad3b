/** Topics, and how keywords find them. */
@NullMarked
package dev.crowdline.intake.understanding.domain;

import org.jspecify.annotations.NullMarked;
