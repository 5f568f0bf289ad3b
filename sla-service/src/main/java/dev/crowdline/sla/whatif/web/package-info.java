/** What-ifs over HTTP. */
@NullMarked
package dev.crowdline.sla.whatif.web;

import org.jspecify.annotations.NullMarked;
