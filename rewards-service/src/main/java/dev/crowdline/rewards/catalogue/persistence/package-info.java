/** Items as operators edit them, their stock and their codes. */
@NullMarked
package dev.crowdline.rewards.catalogue.persistence;

import org.jspecify.annotations.NullMarked;
