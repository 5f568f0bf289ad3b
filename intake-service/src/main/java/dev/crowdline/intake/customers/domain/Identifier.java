package dev.crowdline.intake.customers.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Something by which a customer may be found again, in a form in which the same is written the
 * same. A reference is the identity that the community gave; an address or a number is a hint:
 * people share them, mistype them and give them up.
 */
public record Identifier(Kind kind, String text) {
  /** Fewer digits than this reach nobody: no network has shorter numbers of subscribers. */
  private static final int FEWEST_DIGITS = 6;

  /** What it is, the surest first. */
  public enum Kind {
    REFERENCE,
    EMAIL,
    PHONE
  }

  /** A reference in one form of Unicode, without what nobody sees; none when nothing is left. */
  static Optional<Identifier> ofReference(String reference) {
    String seen =
        Normalizer.normalize(reference, Normalizer.Form.NFC)
            .replaceAll("[\\p{Cc}\\p{Cf}]", "")
            .replaceAll("[\\p{Z}\\s]+", " ")
            .strip();
    return seen.isEmpty() ? Optional.empty() : Optional.of(new Identifier(Kind.REFERENCE, seen));
  }

  static Optional<Identifier> ofEmail(String email) {
    String address =
        Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return address.isEmpty() ? Optional.empty() : Optional.of(new Identifier(Kind.EMAIL, address));
  }

  /** A number that could reach somebody; {@code 0000} and {@code 111-111} are written for none. */
  static Optional<Identifier> ofPhone(String phone) {
    String digits = phone.replaceAll("[^+0-9]", "");
    String number = digits.startsWith("00") ? "+" + digits.substring(2) : digits;
    String significant = number.replaceFirst("^\\+?0*", "");
    boolean reachesSomebody =
        significant.length() >= FEWEST_DIGITS && significant.chars().distinct().count() > 1;
    return reachesSomebody ? Optional.of(new Identifier(Kind.PHONE, number)) : Optional.empty();
  }

  /** Of different kinds never equal. */
  public String written() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + text;
  }

  public boolean isReference() {
    return kind == Kind.REFERENCE;
  }

  /** It never shows in a log (P13). */
  @Override
  public String toString() {
    return kind + "[…]";
  }
}
