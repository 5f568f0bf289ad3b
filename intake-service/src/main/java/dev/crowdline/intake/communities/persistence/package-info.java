/** Communities, terms and API keys in PostgreSQL. */
@NullMarked
package dev.crowdline.intake.communities.persistence;

import org.jspecify.annotations.NullMarked;
