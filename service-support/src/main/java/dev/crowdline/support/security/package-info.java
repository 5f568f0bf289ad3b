/** Who calls: people, API keys, customers with a signed link. */
@NullMarked
package dev.crowdline.support.security;

import org.jspecify.annotations.NullMarked;
