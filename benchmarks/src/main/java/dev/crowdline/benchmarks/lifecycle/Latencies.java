package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.figures.Latency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long the steps took. Of the event loop alone. */
final class Latencies {
  /** What is measured, in the order of a lifecycle. */
  enum Step {
    POST("post"),
    POST_TO_OFFER("postToOfferPushed"),
    POST_TO_WAVE("postToThirdOfferPushed"),
    ACCEPT("accept"),
    COMPLETE("complete"),
    COMPLETE_TO_CONFIRMED("completeToConfirmed"),
    CONFIRM("confirm"),
    POST_TO_CONFIRMED("postToConfirmed");

    private final String id;

    Step(String id) {
      this.id = id;
    }
  }

  private final Map<Step, Latency.Recorder> recorders = new EnumMap<>(Step.class);

  Latencies() {
    for (Step step : Step.values()) {
      recorders.put(step, new Latency.Recorder());
    }
  }

  /** From then until now. */
  void record(Step step, long fromNanos) {
    record(step, fromNanos, System.nanoTime());
  }

  void record(Step step, long fromNanos, long toNanos) {
    Latency.Recorder recorder = recorders.get(step);
    if (recorder != null) {
      recorder.record(toNanos - fromNanos);
    }
  }

  Map<String, Latency> figures() {
    Map<String, Latency> figures = new LinkedHashMap<>();
    recorders.forEach((step, recorder) -> figures.put(step.id, recorder.latency()));
    return figures;
  }
}
