/** PostgreSQL, Kafka and Redis as child processes. */
@NullMarked
package dev.crowdline.local.parts;

import org.jspecify.annotations.NullMarked;
