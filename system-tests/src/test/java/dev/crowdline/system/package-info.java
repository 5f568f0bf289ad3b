/**
 * The whole system from outside. Begin with {@link dev.crowdline.system.RequestLifecycle}: the life
 * of a request, told as a story.
 */
@NullMarked
package dev.crowdline.system;

import org.jspecify.annotations.NullMarked;
