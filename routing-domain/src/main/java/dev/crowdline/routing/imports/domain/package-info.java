/** What a file of members says. */
@NullMarked
package dev.crowdline.routing.imports.domain;

import org.jspecify.annotations.NullMarked;
