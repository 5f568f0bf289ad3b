@NullMarked
package dev.crowdline.routing.assignments.persistence;

import org.jspecify.annotations.NullMarked;
