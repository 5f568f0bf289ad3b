@NullMarked
package dev.crowdline.routing.members;

import org.jspecify.annotations.NullMarked;
