/** What is counted, and what follows from the counts. */
@NullMarked
package dev.crowdline.sla.overview.domain;

import org.jspecify.annotations.NullMarked;
