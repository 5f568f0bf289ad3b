@NullMarked
package dev.crowdline.routing.presence.domain;

import org.jspecify.annotations.NullMarked;
