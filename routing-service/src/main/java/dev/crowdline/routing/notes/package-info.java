/** What staff and contractors tell each other about a request, and nobody else. */
@NullMarked
package dev.crowdline.routing.notes;

import org.jspecify.annotations.NullMarked;
