/** What a royalty is, without infrastructure. */
@NullMarked
package dev.crowdline.rewards.royalties.domain;

import org.jspecify.annotations.NullMarked;
