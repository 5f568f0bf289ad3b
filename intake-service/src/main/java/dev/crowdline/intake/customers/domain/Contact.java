package dev.crowdline.intake.customers.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /**
   * By what the customer is found again, the surest first: reference, e-mail, phone, in a form in
   * which the same is written the same.
   */
  public List<String> identifiers() {
    List<String> found = new ArrayList<>();
    if (reference != null) {
      found.add("reference:" + reference.strip());
    }
    if (email != null) {
      found.add(
          "email:"
              + Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }
    if (phone != null) {
      String digits = phone.replaceAll("[^+0-9]", "");
      found.add("phone:" + (digits.startsWith("00") ? "+" + digits.substring(2) : digits));
    }
    return List.copyOf(found);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** This, with what is new or different in the later one. */
  public Contact updatedBy(Contact later) {
    return new Contact(
        later.reference != null ? later.reference : reference,
        later.name != null ? later.name : name,
        later.email != null ? later.email : email,
        later.phone != null ? later.phone : phone);
  }

  @Override
  public String toString() {
    return "Contact[…]";
  }
}
