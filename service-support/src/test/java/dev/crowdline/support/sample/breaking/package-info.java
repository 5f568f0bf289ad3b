@NullMarked
package dev.crowdline.support.sample.breaking;

import org.jspecify.annotations.NullMarked;
