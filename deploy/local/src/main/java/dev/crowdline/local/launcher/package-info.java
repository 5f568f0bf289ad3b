/** Starts, watches and stops the processes of the local stack. */
@NullMarked
package dev.crowdline.local.launcher;

import org.jspecify.annotations.NullMarked;
