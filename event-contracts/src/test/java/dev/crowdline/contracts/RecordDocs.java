package dev.crowdline.contracts;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a record's Javadoc says, read from its source, so that schemas tell their reader the same.
 *
 * @param summary the text before the first tag
 * @param components the text of each {@code @param}
 */
record RecordDocs(String summary, Map<String, String> components) {
  private static final Pattern PARAM =
      Pattern.compile("@param (\\w+)\\s+(.*?)(?=\\s*@param |\\s*$)", Pattern.DOTALL);

  static RecordDocs of(Class<?> record) {
    Class<?> file = record;
    while (file.getEnclosingClass() != null) {
      file = file.getEnclosingClass();
    }
    String source =
        Committed.read(
            Path.of("src/main/java").resolve(file.getName().replace('.', '/') + ".java"));
    Matcher declaration =
        Pattern.compile("\\b(record|enum) " + record.getSimpleName() + "\\b").matcher(source);
    if (!declaration.find()) {
      throw new IllegalStateException("no declaration of " + record);
    }
    int end = source.lastIndexOf("*/", declaration.start());
    int begin = source.lastIndexOf("/**", declaration.start());
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(record + " has no Javadoc");
    }
    return parse(source.substring(begin + 3, end));
  }

  private static RecordDocs parse(String javadoc) {
    String text =
        javadoc
            .replaceAll("\\{@(?:code|link|linkplain) ([^}]*)}", "$1")
            .replaceAll("\\s*\\n\\s*\\* ?", " ")
            .strip();
    int firstTag = text.indexOf("@param");
    Map<String, String> components = new LinkedHashMap<>();
    if (firstTag >= 0) {
      Matcher param = PARAM.matcher(text.substring(firstTag));
      while (param.find()) {
        components.put(param.group(1), param.group(2).strip());
      }
    }
    return new RecordDocs((firstTag < 0 ? text : text.substring(0, firstTag)).strip(), components);
  }
}
