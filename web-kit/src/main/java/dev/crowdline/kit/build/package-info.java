/** Builds pages while a module is built; in no jar. */
@NullMarked
package dev.crowdline.kit.build;

import org.jspecify.annotations.NullMarked;
