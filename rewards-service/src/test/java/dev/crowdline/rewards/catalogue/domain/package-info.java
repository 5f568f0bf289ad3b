@NullMarked
package dev.crowdline.rewards.catalogue.domain;

import org.jspecify.annotations.NullMarked;
