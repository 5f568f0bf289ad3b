/** The demo community and its simulated members. They use the public API only. */
@NullMarked
package dev.crowdline.local.demo;

import org.jspecify.annotations.NullMarked;
