@NullMarked
package dev.crowdline.routing.offers.web;

import org.jspecify.annotations.NullMarked;
