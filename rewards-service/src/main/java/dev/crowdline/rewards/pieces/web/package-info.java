/** Statements of pieces over HTTP. */
@NullMarked
package dev.crowdline.rewards.pieces.web;

import org.jspecify.annotations.NullMarked;
