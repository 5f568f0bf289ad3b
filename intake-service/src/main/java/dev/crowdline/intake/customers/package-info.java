/** Those who ask: found again, named by an alias, their contact data kept here alone (P13). */
@NullMarked
package dev.crowdline.intake.customers;

import org.jspecify.annotations.NullMarked;
