package dev.crowdline.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Topic;
import dev.crowdline.system.FactLog.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every record that the other tests left on the topics, kills and nonsense among them, read as a
 * stranger reads it: by the CloudEvents SDK. What tests themselves put there, wrong on purpose, has
 * an epoch of its own and is left out.
 */
@Tag("system")
@Order(99)
@TestInstance(Lifecycle.PER_CLASS)
class EveryRecord {
  private static final int MOST_SHOWN = 20;

  private final FactLog log = new FactLog(Stack.running());
  private final Map<Topic, List<Said>> facts = new HashMap<>();
  private final Set<String> madeByHand = new HashSet<>();

  @BeforeAll
  void read() {
    for (Topic topic : Topic.values()) {
      List<Said> all = log.all(topic);
      all.stream().filter(EveryRecord::isMadeByHand).forEach(fact -> madeByHand.add(id(fact)));
      facts.put(topic, all.stream().filter(fact -> !isMadeByHand(fact)).toList());
    }
  }

  @Test
  @DisplayName("every record is a CloudEvent whose data keeps to the schema of its type")
  void everyRecordKeepsToItsSchema() {
    assertThat(facts.values()).allSatisfy(all -> assertThat(all).isNotEmpty());
    assertThat(
            facts.values().stream()
                .flatMap(List::stream)
                .flatMap(fact -> FactSchemas.violations(fact).stream())
                .limit(MOST_SHOWN))
        .isEmpty();
  }

  @Test
  @DisplayName("what one source states about one subject arrives as 1, 2, 3, repeats apart (P7)")
  void thereIsNoGap() {
    Map<String, Long> heard = new HashMap<>();
    List<String> gaps = new ArrayList<>();
    facts.values().stream()
        .flatMap(List::stream)
        .forEach(fact -> {
          String stream = fact.source() + " about " + fact.event().getSubject();
          long before = heard.getOrDefault(stream, 0L);
          if (fact.version() > before + 1) {
            gaps.add("%s: %d after %d".formatted(stream, fact.version(), before));
          }
          heard.put(stream, Math.max(before, fact.version()));
        });
    assertThat(gaps.stream().limit(MOST_SHOWN)).isEmpty();
  }

  @Test
  @DisplayName("no effect stands before its cause (P7)")
  void noEffectIsBeforeItsCause() {
    Set<String> known =
        Arrays.stream(Topic.values())
            .flatMap(topic -> facts.get(topic).stream())
            .map(EveryRecord::id)
            .collect(Collectors.toSet());
    known.addAll(madeByHand);
    List<String> wrong = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      Map<String, String> subjects = subjects(topic);
      Set<String> seen = new HashSet<>();
      for (Said fact : facts.get(topic)) {
        Object cause = fact.event().getExtension("causationid");
        boolean sameOrder =
            cause != null && fact.event().getSubject().equals(subjects.get(cause.toString()));
        if (cause != null && !known.contains(cause.toString())) {
          wrong.add("%s: nothing is %s".formatted(fact.event(), cause));
        } else if (sameOrder && !seen.contains(cause.toString())) {
          wrong.add("%s is before its cause %s".formatted(fact.event(), cause));
        }
        seen.add(id(fact));
      }
    }
    assertThat(wrong.stream().limit(MOST_SHOWN)).isEmpty();
  }

  /** Who a fact of this topic is about, by its id: those of one subject are in one order. */
  private Map<String, String> subjects(Topic topic) {
    return facts.get(topic).stream()
        .collect(Collectors.toMap(EveryRecord::id, fact -> fact.event().getSubject(), (a, b) -> a));
  }

  private static String id(Said fact) {
    return fact.event().getId();
  }

  private static boolean isMadeByHand(Said fact) {
    return fact.source().endsWith("/" + HandMadeFact.EPOCH);
  }
}
