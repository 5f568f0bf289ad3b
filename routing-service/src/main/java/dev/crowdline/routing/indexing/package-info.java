/** Who has changed a member has it read again. */
@NullMarked
package dev.crowdline.routing.indexing;

import org.jspecify.annotations.NullMarked;
