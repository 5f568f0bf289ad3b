/** How far a version has come to what runs already. */
@NullMarked
package dev.crowdline.sla.policies.persistence;

import org.jspecify.annotations.NullMarked;
