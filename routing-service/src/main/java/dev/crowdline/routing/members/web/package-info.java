@NullMarked
package dev.crowdline.routing.members.web;

import org.jspecify.annotations.NullMarked;
