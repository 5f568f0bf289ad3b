/** The same Idempotency-Key gets the same status and resource again. */
@NullMarked
package dev.crowdline.support.idempotency;

import org.jspecify.annotations.NullMarked;
