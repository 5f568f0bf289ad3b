@NullMarked
package dev.crowdline.routing.routes;

import org.jspecify.annotations.NullMarked;
