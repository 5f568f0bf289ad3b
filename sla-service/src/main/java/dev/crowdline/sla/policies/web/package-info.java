/** Policies over HTTP. */
@NullMarked
package dev.crowdline.sla.policies.web;

import org.jspecify.annotations.NullMarked;
