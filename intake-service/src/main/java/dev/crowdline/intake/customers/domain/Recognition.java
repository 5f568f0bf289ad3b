package dev.crowdline.intake.customers.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Who asks, and whom each identifier names from now on.
 *
 * <pre>
 *   reference known           → its customer, whatever the hints say
 *   reference new             → the customer of the surest hint who has no reference yet, else somebody new
 *   no reference              → the customer of the surest hint that names one, else somebody new
 *
 *   a hint given with a reference names its customer; if another reference's customer had it, it
 *   names nobody from then on. A hint given without a reference moves from nobody to nobody, and
 *   adds nothing to a customer who has a reference.
 * </pre>
 *
 * @param customer who asks
 * @param names whom each identifier names: somebody, or nobody; what is absent is not remembered
 */
public record Recognition(UUID customer, Map<Identifier, Optional<UUID>> names) {

  /**
   * Decides.
   *
   * @param found whom each given identifier names, the surest first: {@code fresh} when it is new,
   *     nobody when several references share it
   * @param fresh who is added when nobody is recognised
   * @param referenced whether a known customer has a reference
   */
  public static Recognition of(
      SequencedMap<Identifier, Optional<UUID>> found, UUID fresh, Predicate<UUID> referenced) {
    return found.firstEntry().getKey().isReference()
        ? byReference(found, fresh, referenced)
        : byHints(found, fresh, referenced);
  }

  private static Recognition byReference(
      SequencedMap<Identifier, Optional<UUID>> found, UUID fresh, Predicate<UUID> referenced) {
    UUID named = found.firstEntry().getValue().orElse(fresh);
    UUID customer =
        named.equals(fresh)
            ? first(found, owner -> !owner.equals(fresh) && !referenced.test(owner), fresh)
            : named;
    Map<Identifier, Optional<UUID>> names = new LinkedHashMap<>();
    found.forEach((identifier, owner) -> {
      boolean anothers =
          owner.isEmpty()
              || (!owner.get().equals(customer)
                  && !owner.get().equals(fresh)
                  && referenced.test(owner.get()));
      names.put(
          identifier,
          anothers && !identifier.isReference() ? Optional.empty() : Optional.of(customer));
    });
    return new Recognition(customer, names);
  }

  private static Recognition byHints(
      SequencedMap<Identifier, Optional<UUID>> found, UUID fresh, Predicate<UUID> referenced) {
    UUID customer = first(found, owner -> !owner.equals(fresh), fresh);
    boolean mayLearn = customer.equals(fresh) || !referenced.test(customer);
    Map<Identifier, Optional<UUID>> names = new LinkedHashMap<>();
    found.forEach((identifier, owner) -> {
      boolean isNew = owner.isPresent() && owner.get().equals(fresh);
      if (!isNew) {
        names.put(identifier, owner);
      } else if (mayLearn) {
        names.put(identifier, Optional.of(customer));
      }
    });
    return new Recognition(customer, names);
  }

  private static UUID first(
      Map<Identifier, Optional<UUID>> found, Predicate<UUID> wanted, UUID otherwise) {
    return found.values().stream()
        .flatMap(Optional::stream)
        .filter(wanted)
        .findFirst()
        .orElse(otherwise);
  }
}
