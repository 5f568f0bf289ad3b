package dev.crowdline.intake.customers.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer as a person. It never leaves intake (P13), nor does it show in a log:
 * its text form is empty.
 *
 * @param reference the community's own name for the customer, such as an account number
 */
public record Contact(
    @Nullable String reference,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone) {

  /** Nothing known. */
  public static final Contact NONE = new Contact(null, null, null, null);

  /** By what the customer may be found again, the surest first: reference, e-mail, phone. */
  public List<Identifier> identifiers() {
    return Stream.of(
            Optional.ofNullable(reference).flatMap(Identifier::ofReference),
            Optional.ofNullable(email).flatMap(Identifier::ofEmail),
            Optional.ofNullable(phone).flatMap(Identifier::ofPhone))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether the community says itself whose contact this is. */
  public boolean isReferenced() {
    return reference != null && Identifier.ofReference(reference).isPresent();
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** This, with what is new or different in what the community itself says later. */
  public Contact updatedBy(Contact later) {
    return new Contact(
        later.reference != null ? later.reference : reference,
        later.name != null ? later.name : name,
        later.email != null ? later.email : email,
        later.phone != null ? later.phone : phone);
  }

  /** This, with what was unknown; a hint overwrites nothing. */
  public Contact filledBy(Contact later) {
    return later.updatedBy(this);
  }

  @Override
  public String toString() {
    return "Contact[…]";
  }
}
