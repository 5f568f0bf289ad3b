/** Public forms over HTTP. */
@NullMarked
package dev.crowdline.intake.forms.web;

import org.jspecify.annotations.NullMarked;
