@NullMarked
package dev.crowdline.support.sample.breaking.domain;

import org.jspecify.annotations.NullMarked;
