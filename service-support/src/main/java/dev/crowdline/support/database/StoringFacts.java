package dev.crowdline.support.database;

import java.util.List;

/** Keeps the facts that a transaction states, until they are sent. */
public interface StoringFacts {

  /** Numbers and stores them, as the last that the transaction does. */
  void store(Tx tx, List<StatedFact> facts);

  /** Facts were committed. */
  void announce();
}
