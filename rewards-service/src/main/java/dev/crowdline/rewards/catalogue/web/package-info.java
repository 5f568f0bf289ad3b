/** The catalogue over HTTP. */
@NullMarked
package dev.crowdline.rewards.catalogue.web;

import org.jspecify.annotations.NullMarked;
