/** A period as it was recorded, and the same period again under another policy. */
@NullMarked
package dev.crowdline.sla.whatif.domain;

import org.jspecify.annotations.NullMarked;
