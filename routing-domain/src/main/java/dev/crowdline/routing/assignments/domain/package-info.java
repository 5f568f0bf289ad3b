@NullMarked
package dev.crowdline.routing.assignments.domain;

import org.jspecify.annotations.NullMarked;
