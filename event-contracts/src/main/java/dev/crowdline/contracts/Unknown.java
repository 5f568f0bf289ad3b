package dev.crowdline.contracts;

import java.util.List;
import java.util.stream.Stream;

/**
 * The constant that each enum of a fact has for words of later versions. It is what {@link
 * FactCodec} reads them as; nobody states it, no caller may send it, and no page is told of it.
 */
public final class Unknown {
  /** Its name, in all of them. */
  public static final String NAME = "UNKNOWN";

  private Unknown() {}

  /** Whether a constant is that one. */
  public static boolean is(Enum<?> constant) {
    return constant.name().equals(NAME);
  }

  /** Where none can be: whoever hears facts has decided what an unknown word is taken for. */
  public static IllegalStateException got(Enum<?> constant) {
    return new IllegalStateException(
        "an unknown "
            + constant.getDeclaringClass().getSimpleName()
            + " is decided where it is heard");
  }

  /** The words that may be said. */
  public static <E extends Enum<?>> List<E> without(Class<E> type) {
    return Stream.of(type.getEnumConstants()).filter(constant -> !is(constant)).toList();
  }
}
