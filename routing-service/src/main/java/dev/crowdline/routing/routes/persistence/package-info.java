@NullMarked
package dev.crowdline.routing.routes.persistence;

import org.jspecify.annotations.NullMarked;
