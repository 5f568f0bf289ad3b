/** What staff did to a request, kept for good. */
@NullMarked
package dev.crowdline.support.acts;

import org.jspecify.annotations.NullMarked;
