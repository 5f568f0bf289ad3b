/**
 * What all endpoints share: pages of a list, JSON rules, trace context, the description of
 * problems.
 */
@NullMarked
package dev.crowdline.support.web;

import org.jspecify.annotations.NullMarked;
