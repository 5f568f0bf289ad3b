/** Facts that sla states. */
@NullMarked
package dev.crowdline.contracts.sla;

import org.jspecify.annotations.NullMarked;
