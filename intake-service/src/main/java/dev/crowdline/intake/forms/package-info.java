/** A community's public form: anybody may ask by it, without an account or a key, within limits. */
@NullMarked
package dev.crowdline.intake.forms;

import org.jspecify.annotations.NullMarked;
