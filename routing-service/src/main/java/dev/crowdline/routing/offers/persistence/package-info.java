@NullMarked
package dev.crowdline.routing.offers.persistence;

import org.jspecify.annotations.NullMarked;
