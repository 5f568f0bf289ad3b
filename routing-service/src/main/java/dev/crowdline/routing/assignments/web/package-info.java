@NullMarked
package dev.crowdline.routing.assignments.web;

import org.jspecify.annotations.NullMarked;
