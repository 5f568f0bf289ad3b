/** Erasures and retention in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.personaldata.persistence;

import org.jspecify.annotations.NullMarked;
