@NullMarked
package dev.crowdline.routing.routes.messaging;

import org.jspecify.annotations.NullMarked;
