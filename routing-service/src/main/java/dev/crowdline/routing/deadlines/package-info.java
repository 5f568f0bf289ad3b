@NullMarked
package dev.crowdline.routing.deadlines;

import org.jspecify.annotations.NullMarked;
