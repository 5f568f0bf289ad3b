/** The commands behind the script: up, down, status, token, key, replay. */
@NullMarked
package dev.crowdline.local.command;

import org.jspecify.annotations.NullMarked;
