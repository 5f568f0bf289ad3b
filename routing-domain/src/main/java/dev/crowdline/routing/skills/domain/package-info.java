@NullMarked
package dev.crowdline.routing.skills.domain;

import org.jspecify.annotations.NullMarked;
