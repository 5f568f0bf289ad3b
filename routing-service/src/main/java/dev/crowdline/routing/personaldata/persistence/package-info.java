/** What people wrote, wherever routing keeps it. */
@NullMarked
package dev.crowdline.routing.personaldata.persistence;

import org.jspecify.annotations.NullMarked;
