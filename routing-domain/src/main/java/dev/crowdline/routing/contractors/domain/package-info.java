/** What contractors may cost a community on one of its days. */
@NullMarked
package dev.crowdline.routing.contractors.domain;

import org.jspecify.annotations.NullMarked;
