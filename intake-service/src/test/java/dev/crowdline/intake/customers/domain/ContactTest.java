package dev.crowdline.intake.customers.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactTest {
  @Test
  void theSameIsWrittenTheSame() {
    assertThat(new Contact(null, null, " Ada@Example.ORG ", "0049 (30) 123-45").identifiers())
        .containsExactly("email:ada@example.org", "phone:+493012345");
    assertThat(new Contact("C-1", "Ada", "a@b.c", null).identifiers())
        .containsExactly("reference:C-1", "email:a@b.c");
    assertThat(new Contact(null, "Ada", null, null).identifiers()).isEmpty();
  }

  @Test
  @DisplayName("P13: a contact does not show in a log")
  void aContactHasNoText() {
    assertThat(new Contact("C-1", "Ada", "a@b.c", "+49301234").toString()).isEqualTo("Contact[…]");
  }

  @Test
  void whatIsNewIsAddedAndWhatIsDifferentReplaced() {
    Contact before = new Contact("C-1", "Ada", "a@b.c", null);
    assertThat(before.updatedBy(new Contact("C-1", null, "new@b.c", "+1234567")))
        .isEqualTo(new Contact("C-1", "Ada", "new@b.c", "+1234567"));
  }

  @Test
  void anAliasIsPleasant() {
    Random chance = new Random(1);
    for (int i = 0; i < 1000; i++) {
      assertThat(Alias.drawn(chance)).matches("[A-Z][a-z]+ [A-Z][a-z]+ [1-9][0-9]?");
    }
  }
}
