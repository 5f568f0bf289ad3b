/** A page of another origin that embeds the widget, for local use. */
@NullMarked
package dev.crowdline.local.shop;

import org.jspecify.annotations.NullMarked;
