package dev.crowdline.routing.sample.domain;

import org.roaringbitmap.RoaringBitmap;

/** Breaks the rule that the member index alone knows how it is kept. */
public record DomainThatKnowsBitmaps(RoaringBitmap members) {}
