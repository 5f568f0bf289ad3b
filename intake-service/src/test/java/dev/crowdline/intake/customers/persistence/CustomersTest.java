package dev.crowdline.intake.customers.persistence;

import static dev.crowdline.intake.testing.Calls.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crowdline.intake.customers.RecognisingCustomers;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.customers.domain.Customer;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class CustomersTest {
  private static final String PHONE = "+49 171 5550199";

  @Inject RecognisingCustomers recognising;
  @Inject Database database;
  @Inject ContactSeal seal;

  private final String community = fresh("acme");

  @Test
  void twoReferencesWithOneNumberAreTwoPeople() {
    Customer ada = ask(new Contact("R-1", "Ada", null, PHONE));
    Customer bob = ask(new Contact("R-2", "Bob", null, PHONE));
    assertThat(bob.id()).isNotEqualTo(ada.id());
    assertThat(stored(ada)).isEqualTo(new Contact("R-1", "Ada", null, PHONE));
    assertThat(stored(bob)).isEqualTo(new Contact("R-2", "Bob", null, PHONE));
    Customer somebody = ask(new Contact(null, null, null, PHONE));
    assertThat(somebody.id()).isNotIn(ada.id(), bob.id());
    assertThat(ask(new Contact("R-1", null, null, null)).id()).isEqualTo(ada.id());
  }

  @Test
  void aHintOverwritesNothingThatTheCommunitySaid() {
    Customer ada = ask(new Contact("R-1", "Ada", "ada@example.org", PHONE));
    Customer again = ask(new Contact(null, "Eve", "eve@example.org", PHONE));
    assertThat(again.id()).isEqualTo(ada.id());
    assertThat(stored(ada)).isEqualTo(new Contact("R-1", "Ada", "ada@example.org", PHONE));
    assertThat(ask(new Contact(null, null, "eve@example.org", null)).id()).isNotEqualTo(ada.id());
  }

  @Test
  void theFirstReferenceNamesWhoWasKnownByAHint() {
    Customer ada = ask(new Contact(null, "A.", "ada@example.org", null));
    assertThat(ask(new Contact("R-1", "Ada", "ada@example.org", null)).id()).isEqualTo(ada.id());
    assertThat(stored(ada).name()).isEqualTo("Ada");
    assertThat(ask(new Contact("R-2", "Bob", "ada@example.org", null)).id()).isNotEqualTo(ada.id());
  }

  @Test
  @DisplayName("of those who ask in one list each is who they are, known or new")
  void together() {
    Customer ada = ask(new Contact("R-1", "Ada", "ada@example.org", null));
    List<Customer> found =
        together(
            new Contact(null, null, "bob@example.org", PHONE),
            Contact.NONE,
            new Contact(null, null, "ada@example.org", null),
            new Contact("R-2", "Cleo", null, null));
    assertThat(found.get(2).id()).isEqualTo(ada.id());
    assertThat(found).extracting(Customer::id).doesNotHaveDuplicates();
    assertThat(stored(found.get(0))).isEqualTo(new Contact(null, null, "bob@example.org", PHONE));
    assertThat(stored(found.get(3))).isEqualTo(new Contact("R-2", "Cleo", null, null));
    assertThat(ask(new Contact(null, null, null, PHONE)).id()).isEqualTo(found.get(0).id());
  }

  @Test
  @DisplayName("P1: one customer asks but once in a list, by whatever mark; nothing is stored then")
  void notTwiceInOneList() {
    Customer ada = ask(new Contact(null, "Ada", "ada@example.org", PHONE));
    assertThatThrownBy(() ->
            together(
                new Contact(null, null, "new@example.org", null),
                new Contact("R-1", null, "ada@example.org", null),
                new Contact(null, "A.", null, PHONE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(stored(ada)).isEqualTo(new Contact(null, "Ada", "ada@example.org", PHONE));
  }

  private List<Customer> together(Contact... contacts) {
    return database.transact(tx ->
        recognising.recognise(
            tx,
            Stream.of(contacts).map(each -> RecognisingCustomers.asking(community, each)).toList(),
            Instant.now()));
  }

  @Test
  void nobodysNumberIsNoIdentity() {
    assertThat(ask(new Contact(null, null, null, "0000")).id())
        .isNotEqualTo(ask(new Contact(null, null, null, "0-000")).id());
  }

  @Test
  void aReferenceIsOneInBothFormsOfUnicode() {
    assertThat(ask(new Contact("Mu\u0308ller", null, null, null)).id())
        .isEqualTo(ask(new Contact("M\u00fcller", null, null, null)).id());
  }

  @Test
  @Timeout(30)
  @DisplayName("P1: what two requests say of one customer at once is both kept")
  void twoAtOnceLoseNothingOfEachOther() throws Exception {
    Customer ada = ask(new Contact("R-1", null, null, null));
    CountDownLatch said = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(() ->
              database.transact(tx -> {
                recognising.recognise(
                    tx,
                    community,
                    new Contact("R-1", null, "ada@example.org", null),
                    Instant.now());
                said.countDown();
                await().until(() -> mayCommit.getCount() == 0);
                return null;
              }));
      said.await();
      Future<Customer> second = threads.submit(() -> ask(new Contact("R-1", null, null, PHONE)));
      await().until(() -> second.isDone() || somebodyWaits());
      mayCommit.countDown();
      first.get();
      assertThat(second.get().id()).isEqualTo(ada.id());
    }
    assertThat(stored(ada)).isEqualTo(new Contact("R-1", null, "ada@example.org", PHONE));
  }

  @Test
  @DisplayName("P12: many at once with the same marks in every order neither deadlock nor split")
  void manyAtOnce() throws Exception {
    List<Future<Customer>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        Contact contact =
            new Contact(
                "R-" + i % 3,
                null,
                i % 2 == 0 ? "shared@example.org" : null,
                i % 4 < 2 ? PHONE : null);
        asked.add(threads.submit(() -> ask(contact)));
      }
    }
    Set<Customer> different = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i).get()).isEqualTo(asked.get(i % 3).get());
      different.add(asked.get(i).get());
    }
    assertThat(different).hasSize(3);
  }

  private Customer ask(Contact contact) {
    return database.transact(tx -> recognising.recognise(tx, community, contact, Instant.now()));
  }

  private boolean somebodyWaits() {
    return database.read(sql ->
        !sql.query(
                "select 1 as one from pg_stat_activity where wait_event_type = 'Lock' and query like '%customer_mark%'",
                row -> 1)
            .isEmpty());
  }

  private Contact stored(Customer customer) {
    byte[] sealed =
        database.read(sql ->
            sql.one(
                "select contact from customer where community = ? and id = ?",
                row -> row.bytes("contact"),
                community,
                customer.id()));
    return seal.open(community, customer.id(), sealed);
  }
}
