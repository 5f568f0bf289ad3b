package dev.crowdline.intake.customers.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
  @Test
  void theSameIsWrittenTheSame() {
    assertThat(written(new Contact(null, null, " Ada@Example.ORG ", "0049 (30) 123-45")))
        .containsExactly("email:ada@example.org", "phone:+493012345");
    assertThat(written(new Contact("C-1", "Ada", "a@b.c", null)))
        .containsExactly("reference:C-1", "email:a@b.c");
    assertThat(written(new Contact(null, "Ada", null, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"M\u00fcller-1", "Mu\u0308ller-1", " M\u00fcller-1\u00a0", "M\u00fcller\u200b-1"})
  void aReferenceIsOneInEveryFormOfUnicode(String reference) {
    assertThat(written(new Contact(reference, null, null, null)))
        .containsExactly("reference:M\u00fcller-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00a0", "\u200b\u2060", "\t\n"})
  void whatNobodySeesIsNoReference(String reference) {
    Contact contact = new Contact(reference, null, null, null);
    assertThat(written(contact)).isEmpty();
    assertThat(contact.isReferenced()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000",
        "0-000",
        "00000000",
        "+000000",
        "111-111",
        "(0) 99999 99",
        "12345",
        "0049 1"
      })
  void aNumberThatReachesNobodyIsNoIdentity(String phone) {
    assertThat(written(new Contact(null, null, null, phone))).isEmpty();
  }

  @Test
  void sixDigitsMayReachSomebody() {
    assertThat(written(new Contact(null, null, null, "0 12345 6")))
        .containsExactly("phone:0123456");
  }

  @Test
  void onlyTheCommunitysOwnNameIsAReference() {
    assertThat(new Contact("C-1", null, null, null).isReferenced()).isTrue();
    assertThat(new Contact(null, "Ada", "a@b.c", "+493012345").isReferenced()).isFalse();
  }

  @Test
  void aContactIsEmptyWithoutAnyOfTheFour() {
    assertThat(new Contact(null, null, null, null).isEmpty()).isTrue();
    assertThat(new Contact(null, "Ada", null, null).isEmpty()).isFalse();
  }

  @Test
  @DisplayName("P13: an identifier does not show in a log")
  void anIdentifierHasNoText() {
    assertThat(new Contact(null, null, "ada@example.org", null).identifiers().toString())
        .isEqualTo("[EMAIL[…]]");
  }

  private static List<String> written(Contact contact) {
    return contact.identifiers().stream().map(Identifier::written).toList();
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
    assertThat(before.filledBy(new Contact(null, "Eve", "new@b.c", "+1234567")))
        .isEqualTo(new Contact("C-1", "Ada", "a@b.c", "+1234567"));
  }

  @Test
  void anAliasIsPleasant() {
    Random chance = new Random(1);
    for (int i = 0; i < 1000; i++) {
      assertThat(Alias.drawn(chance)).matches("[A-Z][a-z]+ [A-Z][a-z]+ [1-9][0-9]?");
    }
  }
}
