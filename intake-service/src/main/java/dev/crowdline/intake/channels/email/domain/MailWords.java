package dev.crowdline.intake.channels.email.domain;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Notice;

/** What our mails say beside what people wrote, in the language of the request. */
public enum MailWords {
  ENGLISH(
      "%s for %s",
      "a member of the community",
      "a specialist",
      "a contractor",
      "Staff",
      "Did that solve it?",
      "Yes, that solved it: %s",
      "No, not yet: %s",
      "You can also reply to this mail.",
      "The whole conversation, and how far it is: %s"),
  GERMAN(
      "%s für %s",
      "ein Mitglied der Community",
      "eine Fachkraft",
      "eine beauftragte Fachkraft",
      "Das Team",
      "Hat das geholfen?",
      "Ja, das hat geholfen: %s",
      "Nein, noch nicht: %s",
      "Sie können auch einfach auf diese Mail antworten.",
      "Das ganze Gespräch, und wie weit es ist: %s");

  private final String sender;
  private final String member;
  private final String specialist;
  private final String contractor;
  private final String staff;
  private final String solved;
  private final String yes;
  private final String no;
  private final String reply;
  private final String page;

  MailWords(
      String sender,
      String member,
      String specialist,
      String contractor,
      String staff,
      String solved,
      String yes,
      String no,
      String reply,
      String page) {
    this.sender = sender;
    this.member = member;
    this.specialist = specialist;
    this.contractor = contractor;
    this.staff = staff;
    this.solved = solved;
    this.yes = yes;
    this.no = no;
    this.reply = reply;
    this.page = page;
  }

  /** German for what is asked in German, else English. */
  public static MailWords of(String language) {
    return Language.primary(language).equals("de") ? GERMAN : ENGLISH;
  }

  /** Whose mail it is: an alias and the community, and never more than is so. */
  public String sender(Message message, String community) {
    return switch (message.author()) {
      case MEMBER -> sender.formatted(alias(message), community);
      case STAFF -> sender.formatted(staff, community);
      case SYSTEM, CUSTOMER -> community;
    };
  }

  /**
   * The text of a mail.
   *
   * @param page the customer's page
   */
  public String text(Message message, String community, String page) {
    StringBuilder text = new StringBuilder(said(message)).append("\n\n");
    if (message.kind() == Message.Kind.ANSWER) {
      text.append(solved).append('\n');
      text.append(yes.formatted(page + "&solved=yes")).append('\n');
      text.append(no.formatted(page + "&solved=no")).append("\n\n");
    } else {
      text.append(this.page.formatted(page)).append('\n');
    }
    text.append(reply).append("\n\n-- \n").append(sender(message, community));
    if (message.author() == Message.Author.MEMBER && message.tier() != null) {
      text.append(" (").append(who(message.tier())).append(')');
    }
    return text.append('\n').toString();
  }

  /** What people wrote as they wrote it; a notice in the language of the request. */
  private String said(Message message) {
    Notice notice = message.notice();
    if (this == ENGLISH || notice == null) {
      return message.text().strip();
    }
    return switch (notice.code()) {
      case TAKES_LONGER ->
          "Bisher konnte niemand Ihre Frage übernehmen, deshalb dauert es länger, als es sollte. Sie ist"
              + " nicht vergessen: Sie wird wieder angeboten, sobald jemand Passendes da ist, und unsere"
              + " eigenen Leute können sie sehen.";
      case ENDED_WITHOUT_REPLY ->
          "Wir haben Sie etwas gefragt und nichts von Ihnen gehört, deshalb wurde diese Frage geschlossen."
              + " Schreiben Sie einfach wieder, wenn Sie noch Hilfe brauchen.";
      case WITHDRAWN -> "Sie haben diese Frage zurückgezogen.";
      case CLOSED ->
          notice.reason() == null
              ? "Das Unternehmen hat diese Frage geschlossen."
              : "Das Unternehmen hat diese Frage geschlossen: " + notice.reason();
      case KNOWN_PROBLEM ->
          "Das Problem ist bekannt, und wir arbeiten daran: "
              + notice.reason()
              + ". Sobald es eine Antwort gibt, lesen Sie sie hier.";
      case SOLVED_BY_ARTICLE -> "Sie haben gesagt, dass „" + notice.reason() + "“ geholfen hat.";
    };
  }

  private static String alias(Message message) {
    return message.alias() == null ? "" : message.alias();
  }

  private String who(Tier tier) {
    return switch (tier) {
      case COMMUNITY -> member;
      case SPECIALIST -> specialist;
      case CONTRACTOR -> contractor;
      case UNKNOWN -> member;
    };
  }

  /** Whether a notice, or what a person wrote. */
  public static boolean isAutomatic(Message message) {
    Notice notice = message.notice();
    return notice != null || message.author() == Message.Author.SYSTEM;
  }
}
