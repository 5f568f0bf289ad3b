package dev.crowdline.support.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Marks the fields of answers that are always there: the components of a record that may not be
 * null. What a body must have, its own constraints say.
 */
final class AlwaysThere {
  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");

  /** By the names of all fields; records with the same names share what they agree on. */
  private final Map<Set<String>, Set<String>> requiredOf;

  AlwaysThere(IndexView classes) {
    requiredOf =
        classes.getKnownClasses().stream()
            .filter(each -> each.isRecord() && each.name().toString().startsWith("dev.crowdline."))
            .collect(
                Collectors.toMap(
                    each -> names(each.recordComponents()),
                    each ->
                        names(
                            each.recordComponents().stream()
                                .filter(field -> !field.type().hasAnnotation(NULLABLE))
                                .toList()),
                    AlwaysThere::both));
  }

  void mark(Schema schema) {
    if (schema.getProperties() == null || schema.getRequired() != null) {
      return;
    }
    Set<String> required = requiredOf.getOrDefault(schema.getProperties().keySet(), Set.of());
    schema.getProperties().keySet().stream()
        .filter(required::contains)
        .forEach(schema::addRequired);
  }

  private static Set<String> names(List<RecordComponentInfo> fields) {
    return fields.stream().map(RecordComponentInfo::name).collect(Collectors.toSet());
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    return one.stream().filter(other::contains).collect(Collectors.toSet());
  }
}
