package dev.crowdline.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.VisibleText;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextFormsTest {
  private static final int TEXTS = 200_000;

  /** What decides: one of each kind, and what only looks like one. */
  private static final int[] ODD = {
    'a', 'Z', '7', '-', ' ', 0xA0, 0x2003, 0x3000, 0x200B, 0x200C, 0x200D, 0x2028, 0x2800, 0x3164,
    0x115F, 0x1160, 0xFFA0, 0xFFFC, 0x301, 0x20DD, 0x34F, 0x17B4, 0x17B5, 0x180B, 0xFE0F, 0xAD, 1,
    '\n', 0x7F, 0x85, 0x915, 0x93E, 0x94D, 0x627, 0x1F600, 0xE0061, 0xE0100, 0xE000, 0x378
  };

  private final Random random = new Random(35);

  @Test
  @DisplayName("the documented forms of texts are what the services take (P11)")
  void asTheServicesJudge() {
    Pattern visible = ecma(TextForms.VISIBLE);
    Pattern name = ecma(TextForms.NAME);
    for (int i = 0; i < TEXTS; i++) {
      String text =
          random
              .ints(random.nextInt(7), 0, ODD.length)
              .map(at -> ODD[at])
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(visible.matcher(text).find())
          .as("visible: %s", points(text))
          .isEqualTo(VisibleText.isVisible(text));
      assertThat(name.matcher(text).find())
          .as("name: %s", points(text))
          .isEqualTo(VisibleText.isName(text));
    }
  }

  @Test
  @DisplayName("what can be seen is the same for every character of the basic plane (P11)")
  void everyCharacter() {
    Pattern visible = ecma(TextForms.VISIBLE);
    assertThat(
            IntStream.range(1, 0x10000)
                .filter(Character::isDefined)
                .filter(point -> !Character.isSurrogate((char) point))
                .filter(point -> {
                  String text = Character.toString(point);
                  return visible.matcher(text).find() != VisibleText.isVisible(text);
                })
                .mapToObj(Integer::toHexString))
        .isEmpty();
  }

  /** The end is the end: Java's $ lets a line feed follow. */
  private static Pattern ecma(String form) {
    return Pattern.compile(form.substring(0, form.length() - 1) + "\\z");
  }

  private static String points(String text) {
    return String.join(" ", text.codePoints().mapToObj(Integer::toHexString).toList());
  }
}
