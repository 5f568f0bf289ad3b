/** What an operator wants to be told of, and when it was so. */
@NullMarked
package dev.crowdline.sla.alarms;

import org.jspecify.annotations.NullMarked;
