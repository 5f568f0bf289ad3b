package dev.crowdline.intake.customers.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.support.testing.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecognitionTest {
  /** Marks and customers as the database keeps them. */
  private static final class Known {
    private final Map<Identifier, Optional<UUID>> names = new HashMap<>();
    private final Map<UUID, String> references = new HashMap<>();

    UUID ask(String reference, String email, String phone) {
      UUID fresh = UUID.randomUUID();
      Contact contact = new Contact(reference, null, email, phone);
      SequencedMap<Identifier, Optional<UUID>> found = new LinkedHashMap<>();
      contact
          .identifiers()
          .forEach(each -> found.put(each, names.getOrDefault(each, Optional.of(fresh))));
      if (found.isEmpty()) {
        return fresh;
      }
      Recognition decided = Recognition.of(found, fresh, references::containsKey);
      assertThat(found).containsKeys(keys(decided));
      names.putAll(decided.names());
      if (reference != null) {
        String other = references.put(decided.customer(), reference);
        assertThat(other).as("two references, one customer").isIn(null, reference);
      }
      return decided.customer();
    }

    private static Identifier[] keys(Recognition decided) {
      return decided.names().keySet().toArray(Identifier[]::new);
    }
  }

  private final Known known = new Known();

  @Test
  void aReferenceIsTheIdentityWhateverTheHintsSay() {
    UUID ada = known.ask("R-1", null, "+49 171 5550199");
    UUID bob = known.ask("R-2", null, "+49 171 5550199");
    assertThat(bob).isNotEqualTo(ada);
    assertThat(known.ask("R-1", "bob@example.org", null)).isEqualTo(ada);
    assertThat(known.ask("R-2", "bob@example.org", null)).isEqualTo(bob);
  }

  @Test
  void aHintThatTwoReferencesShareNamesNobody() {
    UUID ada = known.ask("R-1", null, "+49 171 5550199");
    assertThat(known.ask(null, null, "+49 171 5550199")).isEqualTo(ada);
    UUID bob = known.ask("R-2", null, "+49 171 5550199");
    assertThat(known.ask(null, null, "+49 171 5550199")).isNotIn(ada, bob);
  }

  @Test
  void whoWasKnownByAHintOnlyGetsTheFirstReference() {
    UUID ada = known.ask(null, "ada@example.org", null);
    assertThat(known.ask("R-1", "ada@example.org", null)).isEqualTo(ada);
    assertThat(known.ask("R-2", "ada@example.org", null)).isNotEqualTo(ada);
  }

  @Test
  void aHintWithoutReferenceTeachesNothingAboutWhoHasOne() {
    UUID ada = known.ask("R-1", null, "+49 171 5550199");
    assertThat(known.ask(null, "stranger@example.org", "+49 171 5550199")).isEqualTo(ada);
    assertThat(known.ask(null, "stranger@example.org", null)).isNotEqualTo(ada);
  }

  @Test
  void hintsAloneFindEachOther() {
    UUID ada = known.ask(null, "ada@example.org", "+49 171 5550199");
    assertThat(known.ask(null, "new@example.org", "+49 171 5550199")).isEqualTo(ada);
    assertThat(known.ask(null, "new@example.org", null)).isEqualTo(ada);
  }

  @Test
  void noStoryJoinsTwoReferencesOrSplitsOne() {
    Seeds.each(100, seed -> joinsNoTwoAndSplitsNone(new Known(), new Random(seed)));
  }

  private static void joinsNoTwoAndSplitsNone(Known known, Random chance) {
    Map<String, UUID> byReference = new HashMap<>();
    List<String> story = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String reference = one(chance, "R-1", "R-2", "R-3", null, null);
      String email = one(chance, "a@example.org", "b@example.org", null);
      String phone = one(chance, "+49 171 5550101", "+49 171 5550102", null);
      story.add(reference + " " + email + " " + phone);
      UUID who = known.ask(reference, email, phone);
      if (reference != null) {
        assertThat(byReference.computeIfAbsent(reference, r -> who)).as("%s", story).isEqualTo(who);
      }
    }
    assertThat(byReference.values()).hasSize(3).doesNotHaveDuplicates();
  }

  private static String one(Random chance, String... of) {
    return of[chance.nextInt(of.length)];
  }
}
