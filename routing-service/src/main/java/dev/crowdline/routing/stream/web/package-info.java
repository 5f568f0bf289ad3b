@NullMarked
package dev.crowdline.routing.stream.web;

import org.jspecify.annotations.NullMarked;
