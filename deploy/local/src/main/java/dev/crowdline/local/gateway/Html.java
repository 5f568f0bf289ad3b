package dev.crowdline.local.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The gateway's two small pages, from templates with one place to fill. */
final class Html {
  private static final String PLACE = "<!-- accounts -->";

  private Html() {}

  static String page(String template, String content) {
    try (InputStream in = Html.class.getResourceAsStream("/gateway/" + template);
        InputStream style = Html.class.getResourceAsStream("/gateway/style.css")) {
      if (in == null || style == null) {
        throw new IllegalStateException("gateway/" + template + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("/* style */", new String(style.readAllBytes(), StandardCharsets.UTF_8))
          .replace(PLACE, content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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
            "<li><button type=\"submit\" name=\"username\" value=\"%1$s\"><b>%1$s</b><span>%2$s</span></button></li>"
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
