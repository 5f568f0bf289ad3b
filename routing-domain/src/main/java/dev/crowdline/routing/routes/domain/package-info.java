@NullMarked
package dev.crowdline.routing.routes.domain;

import org.jspecify.annotations.NullMarked;
