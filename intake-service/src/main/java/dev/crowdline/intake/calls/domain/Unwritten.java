package dev.crowdline.intake.calls.domain;

import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls that are not written yet: of each integration the last that would be kept, and of all
 * integrations no more than a bound, beyond which a call is forgotten at once.
 */
public final class Unwritten {
  private final int most;
  private Map<Integration, Deque<ApiCall>> waiting = new HashMap<>();
  private int size;

  public Unwritten(int most) {
    this.most = most;
  }

  /** Adds a call; false when there is no room. */
  public synchronized boolean add(ApiCall call) {
    Deque<ApiCall> calls = waiting.get(call.integration());
    if (calls != null && calls.size() == ApiCall.KEPT) {
      calls.removeFirst();
      calls.addLast(call);
      return true;
    }
    if (size == most) {
      return false;
    }
    waiting.computeIfAbsent(call.integration(), ignored -> new ArrayDeque<>()).addLast(call);
    size++;
    return true;
  }

  /** All that wait; from then on nothing does. */
  public synchronized List<ApiCall> take() {
    List<ApiCall> taken = waiting.values().stream().flatMap(Deque::stream).toList();
    waiting = new HashMap<>();
    size = 0;
    return taken;
  }
}
