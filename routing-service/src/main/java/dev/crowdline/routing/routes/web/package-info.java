@NullMarked
package dev.crowdline.routing.routes.web;

import org.jspecify.annotations.NullMarked;
