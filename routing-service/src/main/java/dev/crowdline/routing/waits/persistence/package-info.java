/** Waits as the database knows them. */
@NullMarked
package dev.crowdline.routing.waits.persistence;

import org.jspecify.annotations.NullMarked;
