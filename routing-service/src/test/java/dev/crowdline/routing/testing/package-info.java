/** What routing's service tests share: the other services, members and their sockets. */
package dev.crowdline.routing.testing;
