/** A raw client, and what it sends, for the tests of the gateway and of the services. */
package dev.crowdline.edge.testing;
