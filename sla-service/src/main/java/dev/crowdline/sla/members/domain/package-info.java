/** What is known of members. */
@NullMarked
package dev.crowdline.sla.members.domain;

import org.jspecify.annotations.NullMarked;
