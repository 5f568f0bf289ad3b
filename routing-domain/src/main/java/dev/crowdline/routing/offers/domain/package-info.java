@NullMarked
package dev.crowdline.routing.offers.domain;

import org.jspecify.annotations.NullMarked;
