@NullMarked
package dev.crowdline.routing.presence;

import org.jspecify.annotations.NullMarked;
