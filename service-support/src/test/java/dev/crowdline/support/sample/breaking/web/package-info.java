@NullMarked
package dev.crowdline.support.sample.breaking.web;

import org.jspecify.annotations.NullMarked;
