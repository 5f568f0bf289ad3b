/** The rules of public forms. */
@NullMarked
package dev.crowdline.intake.forms.domain;

import org.jspecify.annotations.NullMarked;
