/** One origin for pages and services, and an OpenID provider for local use. */
@NullMarked
package dev.crowdline.local.gateway;

import org.jspecify.annotations.NullMarked;
