/**
 * {@code ./crowdline avalanche}: how well floods are noticed, measured with the texts of a file.
 */
@NullMarked
package dev.crowdline.intake.incidents.avalanche;

import org.jspecify.annotations.NullMarked;
