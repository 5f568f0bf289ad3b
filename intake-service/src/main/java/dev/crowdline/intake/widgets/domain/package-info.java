/** The rules of origins and colours. */
@NullMarked
package dev.crowdline.intake.widgets.domain;

import org.jspecify.annotations.NullMarked;
