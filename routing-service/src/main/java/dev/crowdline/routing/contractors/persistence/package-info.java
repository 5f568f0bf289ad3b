/** The tables of what contractors were promised. */
@NullMarked
package dev.crowdline.routing.contractors.persistence;

import org.jspecify.annotations.NullMarked;
