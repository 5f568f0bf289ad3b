/** Calls of servers that somebody outside names, and the signatures that they know us by. */
@NullMarked
package dev.crowdline.support.calling;

import org.jspecify.annotations.NullMarked;
