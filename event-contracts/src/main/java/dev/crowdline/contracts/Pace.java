package dev.crowdline.contracts;

/** Which defaults a community starts with: real time, or a demonstration's. */
public enum Pace {
  PRODUCT,
  DEMO
}
