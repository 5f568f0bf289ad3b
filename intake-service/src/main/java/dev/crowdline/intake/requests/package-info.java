/** The life of a request: submitted, heard about, cancelled, looked at again in time. */
@NullMarked
package dev.crowdline.intake.requests;

import org.jspecify.annotations.NullMarked;
