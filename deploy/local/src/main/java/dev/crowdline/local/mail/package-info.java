/** A mail server for local use, and a page on which a visitor reads and writes as any customer. */
@NullMarked
package dev.crowdline.local.mail;

import org.jspecify.annotations.NullMarked;
