@NullMarked
package dev.crowdline.routing.matching.messaging;

import org.jspecify.annotations.NullMarked;
