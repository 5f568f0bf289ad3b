package dev.crowdline.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The gateway's two pages: as they were built, with one place to fill. */
final class Html {
  private static final String PLACE = "<!-- accounts -->";

  private Html() {}

  static String page(String name, String content) {
    return new String(PageFiles.read("/" + name + "/index.html"), StandardCharsets.UTF_8)
        .replace(PLACE, content);
  }

  static String accountRows() {
    return Accounts.forPeople().stream()
        .map(account ->
            "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                .formatted(escape(account.username()), escape(account.what())))
        .collect(Collectors.joining("\n"));
  }

  /** One button each; the form posts back to the address it came from. */
  static String accountButtons() {
    return Accounts.forPeople().stream()
        .map(account ->
            "<li><button class=\"card\" type=\"submit\" name=\"username\" value=\"%1$s\"><b>%1$s</b><span>%2$s</span></button></li>"
                .formatted(escape(account.username()), escape(account.what())))
        .collect(Collectors.joining("\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
