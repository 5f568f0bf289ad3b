@NullMarked
package dev.crowdline.routing.offers;

import org.jspecify.annotations.NullMarked;
