/** Erasures that intake asks for. */
@NullMarked
package dev.crowdline.routing.personaldata.messaging;

import org.jspecify.annotations.NullMarked;
