/** What each integration called last, for those who build it. */
@NullMarked
package dev.crowdline.intake.calls;

import org.jspecify.annotations.NullMarked;
