/** Topics over REST. */
@NullMarked
package dev.crowdline.intake.understanding.web;

import org.jspecify.annotations.NullMarked;
