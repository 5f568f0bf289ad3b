/** Erasures and retention as values. */
@NullMarked
package dev.crowdline.intake.personaldata.domain;

import org.jspecify.annotations.NullMarked;
