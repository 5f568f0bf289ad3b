@NullMarked
package dev.crowdline.routing.matching.domain;

import org.jspecify.annotations.NullMarked;
