/** Articles over HTTP. */
@NullMarked
package dev.crowdline.intake.knowledge.web;

import org.jspecify.annotations.NullMarked;
