@NullMarked
package dev.crowdline.routing.members.domain;

import org.jspecify.annotations.NullMarked;
