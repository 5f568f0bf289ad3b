@NullMarked
package dev.crowdline.routing.skills.persistence;

import org.jspecify.annotations.NullMarked;
