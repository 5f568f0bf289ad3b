/** The local stack of Crowdline, for development and tests only: entry point. */
@NullMarked
package dev.crowdline.local;

import org.jspecify.annotations.NullMarked;
