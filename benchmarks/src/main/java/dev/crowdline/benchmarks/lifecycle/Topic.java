package dev.crowdline.benchmarks.lifecycle;

import java.util.List;

/** What the virtual customers ask about: one word of the question shows which skill it takes. */
record Topic(String skill, String keyword, String question) {
  static final int NEEDED_LEVEL = 2;
  static final int MEMBERS_LEVEL = 3;

  static final List<Topic> ALL =
      List.of(
          new Topic("billing", "invoice", "There is an item on my invoice that I do not know."),
          new Topic("coverage", "signal", "Since yesterday there is no signal in our kitchen."),
          new Topic("roaming", "abroad", "From Friday on I am abroad: what does a call cost me?"),
          new Topic("voicemail", "mailbox", "How do I change the greeting of my mailbox?"));

  static Topic ofRequest(long number) {
    return ALL.get((int) (number % ALL.size()));
  }
}
