package dev.crowdline.intake.channels.email;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as plain text: nothing of it is ever rendered. What a reader would not have seen is left
 * out, a link shows where it leads.
 */
final class HtmlText {
  /** Deeper than any mail, and shallow enough for a stack. */
  private static final int DEEPEST = 200;

  private static final String UNSEEN =
      "script, style, head, template, noscript, iframe, object, embed, [hidden],"
          + " [style*=display:none], [style*=display: none], [style*=visibility:hidden],"
          + " [style*=font-size:0]";

  private static final String QUOTED =
      "blockquote, .gmail_quote, .gmail_attr, .yahoo_quoted, .moz-cite-prefix, .protonmail_quote,"
          + " #divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend, #appendonsend ~ *,"
          + " [id^=mail-editor-reference-message-container], [name=quote]";

  private HtmlText() {}

  /** All that a reader sees. */
  static String all(String html) {
    return text(parse(html));
  }

  /** The same without what the client marks as quoted. */
  static String withoutQuotes(String html) {
    Document document = parse(html);
    document.select(QUOTED).remove();
    return text(document);
  }

  private static Document parse(String html) {
    Document document = Jsoup.parse(html);
    document.select(UNSEEN).remove();
    return document;
  }

  private static String text(Document document) {
    StringBuilder text = new StringBuilder();
    document
        .body()
        .traverse(
            new NodeVisitor() {
              @Override
              public void head(Node node, int depth) {
                if (depth > DEEPEST) {
                  return;
                }
                if (node instanceof TextNode words) {
                  append(text, words);
                } else if (node instanceof Element element) {
                  begin(text, element);
                }
              }

              @Override
              public void tail(Node node, int depth) {
                if (node instanceof Element element && depth <= DEEPEST) {
                  end(text, element);
                }
              }
            });
    return text.toString()
        .replaceAll("[ \\t\\u00a0]+\n", "\n")
        .replaceAll("\n[ \\t\\u00a0]+", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private static void append(StringBuilder text, TextNode words) {
    Element parent = words.parent();
    boolean kept = parent != null && parent.closest("pre") != null;
    String said = kept ? words.getWholeText() : words.getWholeText().replaceAll("\\s+", " ");
    text.append(
        !kept && (text.isEmpty() || text.charAt(text.length() - 1) == '\n')
            ? said.stripLeading()
            : said);
  }

  private static void begin(StringBuilder text, Element element) {
    switch (element.normalName()) {
      case "br" -> text.append('\n');
      case "li" -> {
        newLine(text);
        text.append("- ");
      }
      case "td", "th" -> {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
          text.append(' ');
        }
      }
      default -> {
        if (element.isBlock()) {
          newLine(text);
        }
      }
    }
  }

  private static void end(StringBuilder text, Element element) {
    String name = element.normalName();
    if (name.equals("a")) {
      String to = element.attr("href").strip();
      if (to.matches("(?i)https?://\\S{1,500}") && !element.text().strip().equals(to)) {
        text.append(" (").append(to).append(')');
      }
    } else if (name.equals("p")) {
      newLine(text);
      text.append('\n');
    } else if (element.isBlock() && !name.equals("td") && !name.equals("th")) {
      newLine(text);
    }
  }

  private static void newLine(StringBuilder text) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
