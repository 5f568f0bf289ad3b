/** Customers, erasures and retention over HTTP. */
@NullMarked
package dev.crowdline.intake.personaldata.web;

import org.jspecify.annotations.NullMarked;
