package dev.crowdline.intake.channels.email;

import dev.crowdline.intake.channels.domain.Incoming;
import dev.crowdline.intake.channels.domain.Incoming.Nature;
import dev.crowdline.intake.channels.email.domain.OwnAddress;
import dev.crowdline.intake.channels.email.domain.OwnWords;
import dev.crowdline.intake.channels.email.domain.Subjects;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mail, however badly it is written (RFC 5322, 2045 to 2049, 3834, 3464). It never fails
 * for what a stranger wrote: what cannot be read is left out, and a mail of which nothing can be
 * read is one without words.
 */
final class MailParser {
  /** So much of a mail is read: its words come first, and attachments are not taken over. */
  static final int LARGEST_BYTES = 2 << 20;

  /** So much of the original is kept. */
  static final int LONGEST_ORIGINAL = 100_000;

  private static final int DEEPEST = 10;
  private static final int MOST_PARTS = 100;
  private static final int MOST_REFERENCES = 50;
  private static final int MOST_NAMED = 5;
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_NAME = 200;

  private static final Set<String> NOT_BY_A_PERSON =
      Set.of("bulk", "junk", "list", "auto_reply", "auto-reply");

  private static final List<String> LIST_HEADERS =
      List.of("List-Id", "List-Post", "List-Unsubscribe", "List-Help", "List-Subscribe");

  private static final List<String> AUTO_REPLY_HEADERS =
      List.of("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Vacation");

  /** Where servers write whom a mail was for, beside what its sender wrote. */
  private static final List<String> RECIPIENT_HEADERS =
      List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To");

  private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,250})>");
  private static final Pattern OUR_ID = Pattern.compile("crowdline\\.[0-9a-z.-]{30,90}@[^\\s@<>]+");
  private static final Pattern STATUS =
      Pattern.compile("(?im)^(?:Diagnostic-Code|Status):\\s*(.{1,200})$");

  private static final Pattern DAEMON =
      Pattern.compile("(mailer-daemon|postmaster|mail-daemon)@.*", Pattern.CASE_INSENSITIVE);

  private static final Session SESSION = session();

  private MailParser() {}

  private static Session session() {
    // Read once, by classes of the library, from the JVM's properties.
    System.setProperty("mail.mime.decodetext.strict", "false");
    System.setProperty("mail.mime.parameters.strict", "false");
    System.setProperty("mail.mime.base64.ignoreerrors", "true");
    System.setProperty("mail.mime.multipart.ignoremissingendboundary", "true");
    System.setProperty("mail.mime.multipart.ignoremissingboundaryparameter", "true");
    System.setProperty("mail.mime.multipart.allowempty", "true");
    System.setProperty("mail.mime.ignoreunknownencoding", "true");
    Properties lenient = new Properties();
    lenient.setProperty("mail.mime.address.strict", "false");
    return Session.getInstance(lenient);
  }

  /** What was found while looking through the parts. */
  private static final class Found {
    final StringBuilder plain = new StringBuilder();
    final StringBuilder html = new StringBuilder();
    final List<String> attached = new ArrayList<>();
    int parts;
  }

  /**
   * Reads a mail.
   *
   * @param raw as it came, perhaps only the beginning of it
   * @param own the address that it came to
   */
  static Incoming parse(byte[] raw, OwnAddress own) {
    MimeMessage mail;
    try {
      mail = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
    } catch (MessagingException e) {
      return unreadable(raw);
    }
    Found found = new Found();
    walk(mail, found, 0);
    InternetAddress from = from(mail);
    String subject = Subjects.clean(text(header(mail, "Subject")));
    String reached = tokenOf(mail, own);
    SequencedSet<String> refersTo = refersTo(mail);
    boolean reply = reached != null || !refersTo.isEmpty() || Subjects.isReply(subject);
    String address = from == null ? "" : from.getAddress();
    Nature nature = nature(mail, address, own);
    if (nature == Nature.BOUNCE) {
      refersTo = named(raw);
    }
    return new Incoming(
        id(mail, raw),
        address,
        from == null ? null : name(from),
        Subjects.withoutReply(subject),
        own(found, reply),
        original(found),
        reached,
        List.copyOf(refersTo),
        nature,
        nature == Nature.BOUNCE ? reason(raw, subject) : null);
  }

  private static Incoming unreadable(byte[] raw) {
    return new Incoming(
        "sha256:" + sha256(raw), "", null, "", "", "", null, List.of(), Nature.AUTOMATIC, null);
  }

  // ---- who, and what it answers

  private static @Nullable InternetAddress from(MimeMessage mail) {
    for (String header : List.of("From", "Sender")) {
      String raw = header(mail, header);
      if (raw != null) {
        try {
          for (InternetAddress each : InternetAddress.parseHeader(Charsets.header(raw), false)) {
            if (isAddress(each.getAddress())) {
              return each;
            }
          }
        } catch (AddressException e) {
          Matcher matcher = ID.matcher(raw);
          if (matcher.find() && isAddress(matcher.group(1))) {
            InternetAddress address = new InternetAddress();
            address.setAddress(matcher.group(1));
            return address;
          }
        }
      }
    }
    return null;
  }

  private static boolean isAddress(@Nullable String address) {
    return address != null
        && address.length() <= LONGEST_ADDRESS
        && address.matches("[^@\\s\\p{Cc}<>,;:\"()]+@[^@\\s\\p{Cc}<>,;:\"()]+");
  }

  private static @Nullable String name(InternetAddress from) {
    String personal = from.getPersonal();
    if (personal == null) {
      return null;
    }
    String name = Subjects.clean(text(personal));
    // A quotation mark is left over where somebody's program did not close it.
    return name.isEmpty() || name.length() > LONGEST_NAME || name.contains("\"") ? null : name;
  }

  private static @Nullable String tokenOf(MimeMessage mail, OwnAddress own) {
    for (String header : RECIPIENT_HEADERS) {
      for (String raw : headers(mail, header)) {
        for (String word : raw.split("[\\s<>,;\"()]+", 200)) {
          String token = own.tokenOf(word);
          if (token != null) {
            return token;
          }
        }
      }
    }
    return null;
  }

  /** The latest first: In-Reply-To, then References backwards. */
  private static SequencedSet<String> refersTo(MimeMessage mail) {
    SequencedSet<String> ids = new LinkedHashSet<>();
    List<String> references = new ArrayList<>();
    headers(mail, "In-Reply-To").forEach(raw -> ids.addAll(ids(raw)));
    headers(mail, "References").forEach(raw -> references.addAll(ids(raw)));
    Collections.reverse(references);
    ids.addAll(references);
    SequencedSet<String> some = new LinkedHashSet<>();
    ids.stream().limit(MOST_REFERENCES).forEach(some::add);
    return some;
  }

  private static List<String> ids(String raw) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(raw);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private static String id(MimeMessage mail, byte[] raw) {
    List<String> ids = ids(String.valueOf(header(mail, "Message-ID")));
    return ids.isEmpty() ? "sha256:" + sha256(raw) : ids.getFirst();
  }

  // ---- who or what wrote it

  private static Nature nature(MimeMessage mail, String address, OwnAddress own) {
    if (!address.isEmpty() && own.isReachedBy(address)) {
      return Nature.OWN;
    }
    ContentType type = type(mail);
    boolean report = type != null && type.match("multipart/report");
    if (type != null
        && report
        && "delivery-status".equalsIgnoreCase(type.getParameter("report-type"))) {
      return Nature.BOUNCE;
    }
    String returnPath = header(mail, "Return-Path");
    if (DAEMON.matcher(address).matches()
        || (returnPath != null && returnPath.strip().equals("<>"))) {
      return Nature.BOUNCE;
    }
    return report || address.isEmpty() || isAutomatic(mail) ? Nature.AUTOMATIC : Nature.PERSON;
  }

  private static boolean isAutomatic(MimeMessage mail) {
    String submitted = header(mail, "Auto-Submitted");
    String precedence = header(mail, "Precedence");
    return (submitted != null && !submitted.strip().toLowerCase(Locale.ROOT).startsWith("no"))
        || (precedence != null
            && NOT_BY_A_PERSON.contains(precedence.strip().toLowerCase(Locale.ROOT)))
        || LIST_HEADERS.stream().anyMatch(header -> header(mail, header) != null)
        || AUTO_REPLY_HEADERS.stream().anyMatch(header -> header(mail, header) != null);
  }

  /** The ids of our mails that a returned mail shows, the last first. */
  private static SequencedSet<String> named(byte[] raw) {
    SequencedSet<String> ids = new LinkedHashSet<>();
    Matcher matcher = OUR_ID.matcher(new String(raw, StandardCharsets.ISO_8859_1));
    while (matcher.find() && ids.size() < MOST_REFERENCES) {
      ids.add(matcher.group());
    }
    return ids;
  }

  private static String reason(byte[] raw, String subject) {
    String reason = subject;
    Matcher matcher = STATUS.matcher(new String(raw, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      reason = matcher.group(1).strip();
    }
    return reason;
  }

  // ---- words

  private static String own(Found found, boolean reply) {
    String text =
        found.plain.toString().isBlank()
            ? reply
                ? HtmlText.withoutQuotes(found.html.toString())
                : HtmlText.all(found.html.toString())
            : found.plain.toString();
    return withAttachments(OwnWords.of(clean(text), reply), found.attached);
  }

  private static String original(Found found) {
    String text =
        found.plain.toString().isBlank()
            ? HtmlText.all(found.html.toString())
            : found.plain.toString();
    String clean = clean(text).strip();
    return clean.length() <= LONGEST_ORIGINAL ? clean : clean.substring(0, LONGEST_ORIGINAL);
  }

  /** Who reads it knows that there was more, and can ask for it. */
  private static String withAttachments(String text, List<String> attached) {
    if (attached.isEmpty()) {
      return text;
    }
    String names = String.join(", ", attached.subList(0, Math.min(attached.size(), MOST_NAMED)));
    String note =
        (attached.size() == 1
                ? "[1 attachment was not taken over: "
                : "[" + attached.size() + " attachments were not taken over: ")
            + names
            + (attached.size() > MOST_NAMED ? ", …]" : "]");
    return text.isEmpty() ? note : text + "\n\n" + note;
  }

  /** Nothing that PostgreSQL does not store, or that changes how others are read. */
  private static String clean(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[\\p{Cc}&&[^\\n\\t]]", "")
        .replaceAll("[\u202a-\u202e\u2066-\u2069\ufeff\\p{Cs}]", "");
  }

  private static void walk(Part part, Found found, int depth) {
    if (depth > DEEPEST || ++found.parts > MOST_PARTS) {
      return;
    }
    try {
      ContentType type = type(part);
      String media =
          type == null
              ? "text/plain"
              : (type.getPrimaryType() + "/" + type.getSubType()).toLowerCase(Locale.ROOT);
      String file = file(part, type);
      if (media.startsWith("multipart/")) {
        parts(part, media, found, depth);
      } else if (isAttached(part, media, file)) {
        found.attached.add(file != null ? file : describe(media));
      } else if (media.equals("text/html")) {
        found.html.append(body(part, type)).append('\n');
      } else {
        found.plain.append(found.plain.isEmpty() ? "" : "\n\n").append(body(part, type));
      }
    } catch (MessagingException | IOException e) {
      // What cannot be read of a stranger's mail is left out.
      found.attached.add("something unreadable");
    }
  }

  private static boolean isAttached(Part part, String media, @Nullable String file)
      throws MessagingException {
    boolean text = media.equals("text/plain") || media.equals("text/html");
    return !text || file != null || Part.ATTACHMENT.equalsIgnoreCase(disposition(part));
  }

  private static @Nullable String disposition(Part part) {
    try {
      return part.getDisposition();
    } catch (MessagingException e) {
      return null;
    }
  }

  private static void parts(Part part, String media, Found found, int depth)
      throws MessagingException, IOException {
    Multipart parts = new MimeMultipart(((MimePart) part).getDataHandler().getDataSource());
    int count = parts.getCount();
    if (media.equals("multipart/alternative")) {
      alternative(parts, found, depth);
      return;
    }
    for (int i = 0; i < count; i++) {
      // Of a report only what is written for people.
      if (!media.equals("multipart/report") || i == 0) {
        walk(parts.getBodyPart(i), found, depth + 1);
      }
    }
  }

  /** The same in several forms: the plain one where it says anything. */
  private static void alternative(Multipart parts, Found found, int depth)
      throws MessagingException {
    Found inside = new Found();
    inside.parts = found.parts;
    for (int i = 0; i < parts.getCount(); i++) {
      walk(parts.getBodyPart(i), inside, depth + 1);
    }
    found.parts = inside.parts;
    boolean said = !inside.plain.toString().isBlank();
    if (said) {
      found.plain.append(found.plain.isEmpty() ? "" : "\n\n").append(inside.plain);
    } else {
      found.html.append(inside.html);
    }
    // An invitation is one form of a mail, and still something that is not taken over.
    found.attached.addAll(inside.attached);
  }

  private static String body(Part part, @Nullable ContentType type)
      throws MessagingException, IOException {
    byte[] bytes;
    try (InputStream in = part.getInputStream()) {
      bytes = in.readNBytes(LARGEST_BYTES);
    }
    return Charsets.decode(bytes, type == null ? null : type.getParameter("charset"));
  }

  private static String describe(String media) {
    return switch (media) {
      case "message/rfc822" -> "a forwarded mail";
      case "text/calendar" -> "an invitation";
      case "application/ms-tnef" -> "winmail.dat";
      default -> media;
    };
  }

  private static @Nullable String file(Part part, @Nullable ContentType type) {
    try {
      String name = part.getFileName();
      if (name == null && type != null) {
        name = type.getParameter("name");
      }
      return name == null || name.isBlank() ? null : Subjects.clean(text(name));
    } catch (MessagingException e) {
      return null;
    }
  }

  private static @Nullable ContentType type(Part part) {
    try {
      String[] given = part.getHeader("Content-Type");
      return given == null ? null : new ContentType(given[0]);
    } catch (MessagingException e) {
      return null;
    }
  }

  // ---- headers

  private static @Nullable String header(MimeMessage mail, String name) {
    List<String> all = headers(mail, name);
    return all.isEmpty() ? null : all.getFirst();
  }

  private static List<String> headers(MimeMessage mail, String name) {
    List<String> values = new ArrayList<>();
    try {
      Enumeration<Header> found = mail.getMatchingHeaders(new String[] {name});
      while (found.hasMoreElements()) {
        values.add(MimeUtility.unfold(String.valueOf(found.nextElement().getValue())));
      }
    } catch (MessagingException e) {
      return List.of();
    }
    return values;
  }

  /** A header in characters, whether it is encoded words, raw bytes, or both. */
  private static String text(@Nullable String raw) {
    if (raw == null) {
      return "";
    }
    String read = Charsets.header(raw);
    try {
      return MimeUtility.decodeText(read);
    } catch (UnsupportedEncodingException e) {
      return read;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
