/** Waits for the customer's page. */
@NullMarked
package dev.crowdline.routing.waits.web;

import org.jspecify.annotations.NullMarked;
