/** Commands that are decided together. */
@NullMarked
package dev.crowdline.support.commands;

import org.jspecify.annotations.NullMarked;
