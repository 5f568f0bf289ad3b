/** The partner over HTTP. */
@NullMarked
package dev.crowdline.rewards.partner.web;

import org.jspecify.annotations.NullMarked;
