package dev.crowdline.intake.sample.domain;

import jakarta.inject.Inject;

/** A domain must not know the container. */
public class DomainThatInjects {
  @Inject String something;
}
