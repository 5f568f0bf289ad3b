package dev.crowdline.intake.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crowdline.intake.channels.domain.Incoming;
import dev.crowdline.intake.channels.domain.Incoming.Nature;
import dev.crowdline.intake.channels.email.domain.OwnAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The corpus: each {@code mails/*.eml} has a {@code .txt} that says what it is read as. Its lines
 * are nature, sender, subject and, of a reply, what it refers to; then, after an empty line, the
 * sender's own words.
 */
class MailParserTest {
  private static final OwnAddress OWN = OwnAddress.of("support@acme.example.org");

  private static List<Path> corpus() {
    try (Stream<Path> files =
        Files.list(
            Path.of(Objects.requireNonNull(MailParserTest.class.getResource("/mails")).toURI()))) {
      return files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path expected(Path mail) {
    return mail.resolveSibling(mail.getFileName().toString().replace(".eml", ".txt"));
  }

  /** As the corpus says it. */
  private static String written(Incoming mail) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "nature: " + mail.nature(),
                "from: " + (mail.name() == null ? "" : mail.name() + " ") + mail.address(),
                "subject: " + mail.subject()));
    if (mail.replyToken() != null) {
      lines.add("token: " + mail.replyToken());
    }
    if (!mail.refersTo().isEmpty()) {
      lines.add("refers to: " + String.join(" ", mail.refersTo()));
    }
    if (mail.bounced() != null) {
      lines.add("bounced: " + mail.bounced());
    }
    lines.add("");
    lines.add(mail.text());
    return String.join("\n", lines).strip();
  }

  @TestFactory
  @DisplayName("each mail of the corpus is read as it says")
  Stream<DynamicTest> theCorpus() {
    return corpus().stream()
        .map(mail ->
            dynamicTest(
                mail.getFileName().toString(),
                () ->
                    assertThat(written(MailParser.parse(Files.readAllBytes(mail), OWN)))
                        .isEqualTo(
                            Files.readString(expected(mail), StandardCharsets.UTF_8).strip())));
  }

  @Test
  @DisplayName("the corpus has sixty mails and more")
  void manyMails() {
    assertThat(corpus()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  @DisplayName("whatever bytes come, a mail is made of them and nothing is thrown")
  void neverFails() throws IOException {
    Random chance = new Random(20261130);
    for (Path mail : corpus()) {
      byte[] whole = Files.readAllBytes(mail);
      for (int i = 0; i < 20; i++) {
        byte[] broken = whole.clone();
        for (int n = 0; n < 12; n++) {
          broken[chance.nextInt(broken.length)] = (byte) chance.nextInt(256);
        }
        Incoming read = MailParser.parse(broken, OWN);
        assertThat(read.text() + read.subject() + read.original()).doesNotContain("\u0000");
        MailParser.parse(Arrays.copyOf(whole, chance.nextInt(whole.length)), OWN);
      }
    }
    assertThat(MailParser.parse(new byte[0], OWN).nature()).isEqualTo(Nature.AUTOMATIC);
  }

  @Test
  @DisplayName("a mail without an id has the same one whenever it is read")
  void withoutAnId() {
    byte[] raw =
        "From: carol@example.org\r\nSubject: Hi\r\n\r\nHello\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(MailParser.parse(raw, OWN).externalId())
        .startsWith("sha256:")
        .isEqualTo(MailParser.parse(raw.clone(), OWN).externalId());
  }

  @Test
  @DisplayName("of thousands of nested parts some are read, in no time")
  void nestedBombs() {
    StringBuilder mail = new StringBuilder("From: carol@example.org\r\nMIME-Version: 1.0\r\n");
    for (int i = 0; i < 2_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=\"b")
          .append(i)
          .append("\"\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }
    mail.append("Content-Type: text/plain\r\n\r\nDeep\r\n");
    assertThat(MailParser.parse(mail.toString().getBytes(StandardCharsets.US_ASCII), OWN).nature())
        .isEqualTo(Nature.PERSON);
  }
}
