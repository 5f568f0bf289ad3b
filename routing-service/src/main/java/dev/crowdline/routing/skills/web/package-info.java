@NullMarked
package dev.crowdline.routing.skills.web;

import org.jspecify.annotations.NullMarked;
