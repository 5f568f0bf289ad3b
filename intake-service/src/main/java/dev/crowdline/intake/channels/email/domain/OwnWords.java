package dev.crowdline.intake.channels.email.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the sender of a mail wrote in it: without what a client quotes, without the signature after
 * its mark, and without the line that a telephone adds. Clients of English, German, French,
 * Spanish, Italian, Dutch and Portuguese are known. What is not recognised is kept: a member reads
 * a quoted line too many rather than the customer's words being lost. Cost: linear in the lines.
 */
public final class OwnWords {
  /** An attribution is wrapped over so many lines at most. */
  private static final int ATTRIBUTION_LINES = 3;

  /** The heads that Outlook writes above what it quotes. */
  private static final int HEAD_LINES = 6;

  private static final int LONGEST_LINE = 2_000;

  private static final Pattern SIGNATURE = Pattern.compile("--\\s?");

  private static final Pattern ORIGINAL =
      insensitive(
          "-{2,}\\s*(original message|ursprüngliche nachricht|urspr\\. nachricht|originalnachricht"
              + "|message d'origine|message original|mensaje original|messaggio originale"
              + "|oorspronkelijk bericht|mensagem original)\\s*-{2,}");

  private static final Pattern ATTRIBUTION =
      insensitive(
          "(on|am|le|el|il|op|em|den)\\b.{5,400}?\\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef"
              + "|escreveu|het volgende geschreven)\\b.{0,200}:");

  private static final Pattern NAMED_ATTRIBUTION =
      insensitive(
          ".{1,200}\\b(wrote on|schrieb am|a écrit le|escribió el|ha scritto il|schreef op)\\b.{4,100}:");

  private static final Pattern CLOCK = Pattern.compile("\\d{1,2}[:.h]\\d{2}");

  private static final Pattern FROM =
      insensitive("\\*?(from|von|de|da|van|expéditeur|remitente|mittente)\\s?:\\*?\\s?\\S.*");

  private static final Pattern SENT =
      insensitive(
          "\\*?(sent|gesendet|envoyé|enviado( el)?|inviato|verzonden|date|datum|fecha|data)\\s?:\\*?\\s?\\S.*");

  private static final Pattern RULE = Pattern.compile("[_-]{10,}");

  private static final Pattern TELEPHONE =
      insensitive(
          "(sent from my .{2,40}|von meinem .{2,40} gesendet|gesendet von .{2,60}"
              + "|envoyé de(puis)? mon .{2,40}|enviado desde mi .{2,40}|inviato da(l mio)? .{2,40}"
              + "|verzonden vanaf mijn .{2,40}|verstuurd vanaf mijn .{2,40}"
              + "|get outlook for .{2,20}(\\s*<.{1,80}>)?"
              + "|outlook für .{2,20} (herunterladen|beziehen)(\\s*<.{1,80}>)?"
              + "|diese nachricht wurde von meinem .{2,60} gesendet\\.?)");

  private OwnWords() {}

  private static Pattern insensitive(String regex) {
    return Pattern.compile(
        regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /**
   * The sender's own words.
   *
   * @param reply whether the mail answers another; what a first mail quotes or forwards is what its
   *     sender wants to be read
   */
  public static String of(String text, boolean reply) {
    List<String> lines =
        text.replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace('\u00a0', ' ')
            .replace('\u202f', ' ')
            .lines()
            .map(String::stripTrailing)
            .toList();
    List<String> own = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (reply) {
        i = afterAttribution(lines, i);
      }
      if (i == lines.size()
          || SIGNATURE.matcher(lines.get(i)).matches()
          || (reply && quotes(lines, i))) {
        break;
      }
      String line = lines.get(i);
      boolean dropped =
          (reply && line.startsWith(">"))
              || (line.length() <= LONGEST_LINE && TELEPHONE.matcher(line.strip()).matches());
      if (!dropped) {
        own.add(line);
      }
    }
    return String.join("\n", own).replaceAll("\n{3,}", "\n\n").strip();
  }

  /** Whether everything from that line on is quoted, by a client that marks no lines. */
  private static boolean quotes(List<String> lines, int at) {
    String line = lines.get(at).strip();
    if (line.isEmpty() || line.length() > LONGEST_LINE) {
      return false;
    }
    if (ORIGINAL.matcher(line).matches() || isHead(lines, at)) {
      return true;
    }
    if (RULE.matcher(line).matches()) {
      int next = nextWritten(lines, at + 1);
      return next < lines.size() && isHead(lines, next);
    }
    return false;
  }

  private static boolean isHead(List<String> lines, int at) {
    String first = lines.get(at).strip();
    if (first.length() > LONGEST_LINE || !FROM.matcher(first).matches()) {
      return false;
    }
    for (int i = at + 1; i < Math.min(lines.size(), at + HEAD_LINES); i++) {
      String line = lines.get(i).strip();
      if (line.length() <= LONGEST_LINE && SENT.matcher(line).matches()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where to read on when an attribution begins at a line, "On … wrote:" with a clock, an address,
   * or marked lines under it: at the marked lines, for who answers below them; else everything is
   * quoted. The line itself when it begins none.
   */
  private static int afterAttribution(List<String> lines, int at) {
    StringBuilder joined = new StringBuilder();
    for (int i = at; i < Math.min(lines.size(), at + ATTRIBUTION_LINES); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.length() > LONGEST_LINE) {
        return at;
      }
      joined.append(joined.isEmpty() ? "" : " ").append(line);
      if (line.endsWith(":")) {
        String all = joined.toString();
        boolean said =
            ATTRIBUTION.matcher(all).matches() || NAMED_ATTRIBUTION.matcher(all).matches();
        int next = nextWritten(lines, i + 1);
        if (said && next < lines.size() && lines.get(next).startsWith(">")) {
          return next;
        }
        return said && (CLOCK.matcher(all).find() || all.contains("@")) ? lines.size() : at;
      }
    }
    return at;
  }

  private static int nextWritten(List<String> lines, int from) {
    int i = from;
    while (i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    return i;
  }
}
