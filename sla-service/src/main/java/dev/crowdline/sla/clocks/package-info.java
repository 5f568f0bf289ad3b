/** The clocks of requests: hearing what moves them, and firing what is due. */
@NullMarked
package dev.crowdline.sla.clocks;

import org.jspecify.annotations.NullMarked;
