/** Tenants, their terms and their API keys. */
@NullMarked
package dev.crowdline.intake.communities;

import org.jspecify.annotations.NullMarked;
