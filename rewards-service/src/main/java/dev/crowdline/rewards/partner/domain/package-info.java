/** What a partner is asked, and answers. */
@NullMarked
package dev.crowdline.rewards.partner.domain;

import org.jspecify.annotations.NullMarked;
