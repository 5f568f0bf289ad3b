/**
 * The first look at a request, the same at the gateway and at every service: its form, its headers,
 * its body. Whatever is refused here is refused with a problem.
 */
@NullMarked
package dev.crowdline.edge;

import org.jspecify.annotations.NullMarked;
