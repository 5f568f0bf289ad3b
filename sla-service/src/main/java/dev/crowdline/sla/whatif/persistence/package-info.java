/** What was asked, and what came of it, in PostgreSQL. */
@NullMarked
package dev.crowdline.sla.whatif.persistence;

import org.jspecify.annotations.NullMarked;
