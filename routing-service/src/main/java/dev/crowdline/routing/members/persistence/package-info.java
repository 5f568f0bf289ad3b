@NullMarked
package dev.crowdline.routing.members.persistence;

import org.jspecify.annotations.NullMarked;
