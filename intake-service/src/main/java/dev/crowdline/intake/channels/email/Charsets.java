package dev.crowdline.intake.channels.email;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes whose character set is missing, wrong or unknown: UTF-8 where they are that, else Windows'.
 */
final class Charsets {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Charsets() {}

  /**
   * The text of bytes.
   *
   * @param declared as their sender names it, or null
   */
  static String decode(byte[] bytes, @Nullable String declared) {
    Charset named = named(declared);
    if (named != null && !named.equals(StandardCharsets.US_ASCII)) {
      String text = strictly(bytes, named);
      if (text != null) {
        return text;
      }
    }
    String text = strictly(bytes, StandardCharsets.UTF_8);
    return text != null ? text : new String(bytes, WINDOWS);
  }

  /** A header that came with bytes above 127, each read as one character. */
  static String header(String raw) {
    return raw.chars().anyMatch(c -> c > 127)
        ? decode(raw.getBytes(StandardCharsets.ISO_8859_1), null)
        : raw;
  }

  private static @Nullable Charset named(@Nullable String declared) {
    if (declared == null) {
      return null;
    }
    try {
      Charset named = Charset.forName(MimeUtility.javaCharset(declared.strip()));
      // Who says Latin 1 writes Windows' quotation marks.
      return named.equals(StandardCharsets.ISO_8859_1) ? WINDOWS : named;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(
              charset.equals(WINDOWS) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
