@NullMarked
package dev.crowdline.support.sample.breaking.messaging;

import org.jspecify.annotations.NullMarked;
