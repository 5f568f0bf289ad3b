/** Operators change the numbers of their community; what runs is put under them by choice. */
@NullMarked
package dev.crowdline.sla.policies;

import org.jspecify.annotations.NullMarked;
