/** Hand-written SQL in explicit transactions; a transaction carries the facts that it states. */
@NullMarked
package dev.crowdline.support.database;

import org.jspecify.annotations.NullMarked;
