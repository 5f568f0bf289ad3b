/** Members written in sets. */
@NullMarked
package dev.crowdline.routing.imports.persistence;

import org.jspecify.annotations.NullMarked;
