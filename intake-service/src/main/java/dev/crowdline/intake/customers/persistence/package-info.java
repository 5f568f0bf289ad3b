/** Customers in PostgreSQL; the only package that sees contact data encrypted and plain. */
@NullMarked
package dev.crowdline.intake.customers.persistence;

import org.jspecify.annotations.NullMarked;
