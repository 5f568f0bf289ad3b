package dev.crowdline.intake.understanding.domain;

import java.util.List;

/**
 * Why a request was understood as it was; stored with it and shown.
 *
 * @param method what judged: {@code keywords}, or {@code given} when the caller said what is needed
 * @param matches what was found, best first; at most five
 * @param because one sentence for people
 */
public record Evidence(String method, List<Match> matches, String because) {
  public Evidence {
    matches = List.copyOf(matches);
  }

  /**
   * A topic and what showed it.
   *
   * @param keywords those found, at most ten
   */
  public record Match(String topic, List<String> keywords) {
    public Match {
      keywords = List.copyOf(keywords);
    }
  }
}
