/** What the services say to each other: the envelope, the types and the words they share. */
@NullMarked
package dev.crowdline.contracts;

import org.jspecify.annotations.NullMarked;
