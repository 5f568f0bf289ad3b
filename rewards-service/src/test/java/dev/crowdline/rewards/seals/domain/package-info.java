/** Tests of seals. */
@org.jspecify.annotations.NullMarked
package dev.crowdline.rewards.seals.domain;
