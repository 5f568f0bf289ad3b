/** Incidents and their reporters in the database. */
@NullMarked
package dev.crowdline.intake.incidents.persistence;

import org.jspecify.annotations.NullMarked;
