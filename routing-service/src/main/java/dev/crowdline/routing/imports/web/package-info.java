/** Importing members over HTTP. */
@NullMarked
package dev.crowdline.routing.imports.web;

import org.jspecify.annotations.NullMarked;
