@NullMarked
package dev.crowdline.support.sample.breaking.persistence;

import org.jspecify.annotations.NullMarked;
