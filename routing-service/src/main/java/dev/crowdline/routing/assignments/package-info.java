@NullMarked
package dev.crowdline.routing.assignments;

import org.jspecify.annotations.NullMarked;
