/** What members are told, whoever tells it and however it reaches them. */
@NullMarked
package dev.crowdline.routing.telling;

import org.jspecify.annotations.NullMarked;
