/** What a customer does on the page behind a signed link. */
@NullMarked
package dev.crowdline.intake.conversations;

import org.jspecify.annotations.NullMarked;
