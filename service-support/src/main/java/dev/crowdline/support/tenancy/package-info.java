/** Communities and their policies, as heard from intake. */
@NullMarked
package dev.crowdline.support.tenancy;

import org.jspecify.annotations.NullMarked;
