package dev.crowdline.support.sample.breaking.messaging;

/** Breaks the rule that a service logs and does not print. */
public final class MessagingThatPrints {
  void print() {
    System.out.println("heard");
  }
}
