/** What a customer is. */
@NullMarked
package dev.crowdline.intake.customers.domain;

import org.jspecify.annotations.NullMarked;
