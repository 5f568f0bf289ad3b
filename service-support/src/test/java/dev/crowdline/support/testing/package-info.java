/** What the services' own tests share: the real PostgreSQL, Kafka and Redis, and tokens. */
package dev.crowdline.support.testing;
