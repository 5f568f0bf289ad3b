/** The settings of public forms in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.forms.persistence;

import org.jspecify.annotations.NullMarked;
