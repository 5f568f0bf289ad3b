@NullMarked
package dev.crowdline.routing.stream;

import org.jspecify.annotations.NullMarked;
