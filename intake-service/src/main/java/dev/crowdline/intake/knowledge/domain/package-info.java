/** Articles and how they are found, without infrastructure. */
@NullMarked
package dev.crowdline.intake.knowledge.domain;

import org.jspecify.annotations.NullMarked;
