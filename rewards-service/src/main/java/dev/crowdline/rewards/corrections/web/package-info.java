/** Corrections over HTTP. */
@NullMarked
package dev.crowdline.rewards.corrections.web;

import org.jspecify.annotations.NullMarked;
