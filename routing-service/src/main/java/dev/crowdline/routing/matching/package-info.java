@NullMarked
package dev.crowdline.routing.matching;

import org.jspecify.annotations.NullMarked;
