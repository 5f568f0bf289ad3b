/** Facts that intake states. */
@NullMarked
package dev.crowdline.contracts.intake;

import org.jspecify.annotations.NullMarked;
