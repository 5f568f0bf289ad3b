package dev.crowdline.support.web;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Says of bodies what {@link JsonRules} and {@link TextRules} do with them: a field that nobody
 * knows is refused, null is a field that was left out, a pattern is one of the whole text, and what
 * must be visible is.
 */
final class Bodies {
  private static final String SCHEMAS = "#/components/schemas/";

  /** What {@code NotBlank} is described as, and is not: {@link TextRules} replaced it. */
  private static final String NOT_BLANK = "\\S";

  /** Fields that are names, by the simple name of their record. */
  private final Map<String, Set<String>> names;

  Bodies(IndexView classes) {
    names =
        classes.getAnnotations(DotName.createSimple(Name.class.getName())).stream()
            .map(AnnotationInstance::target)
            .map(Bodies::field)
            .filter(Objects::nonNull)
            .map(AnnotationTarget::asField)
            .collect(
                Collectors.groupingBy(
                    field -> field.declaringClass().simpleName(),
                    Collectors.mapping(field -> field.name(), Collectors.toSet())));
  }

  private static @Nullable AnnotationTarget field(AnnotationTarget target) {
    AnnotationTarget declared =
        target.kind() == AnnotationTarget.Kind.TYPE ? target.asType().enclosingTarget() : target;
    return declared.kind() == AnnotationTarget.Kind.FIELD ? declared : null;
  }

  void describe(OpenAPI api, List<Operation> operations) {
    Map<String, Schema> all =
        Objects.requireNonNullElse(api.getComponents().getSchemas(), Map.of());
    anchor(all.values());
    operations.stream()
        .flatMap(each -> Stream.ofNullable(each.getParameters()).flatMap(List::stream))
        .map(each -> each.getSchema())
        .filter(Objects::nonNull)
        .forEach(Bodies::anchor);
    for (String name : reachable(all, operations)) {
      Schema schema = Objects.requireNonNull(all.get(name), name);
      if (schema.getProperties() != null) {
        schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        schema.setProperties(fields(name, schema));
      }
    }
    Set<String> used = reachable(all, operations);
    forms()
        .forEach((name, form) -> {
          if (used.contains(name)) {
            api.getComponents().addSchema(name, form);
          }
        });
  }

  private Map<String, Schema> fields(String record, Schema schema) {
    List<String> required = Objects.requireNonNullElse(schema.getRequired(), List.of());
    Set<String> named = names.getOrDefault(record, Set.of());
    Map<String, Schema> fields = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach((name, field) -> {
          text(field, named.contains(name));
          fields.put(name, required.contains(name) ? field : orNull(field));
        });
    return fields;
  }

  /** A text, or the texts of a list or a map. */
  private static void text(Schema schema, boolean isName) {
    if (schema.getItems() != null) {
      text(schema.getItems(), isName);
    }
    if (schema.getAdditionalPropertiesSchema() != null) {
      text(schema.getAdditionalPropertiesSchema(), isName);
    }
    boolean free =
        schema.getRef() == null
            && schema.getEnumeration() == null
            && schema.getFormat() == null
            && isText(schema);
    if (free && isName) {
      form(schema, "Name");
    } else if (free && mustBeSeen(schema)) {
      form(schema, "VisibleText");
    } else if (free && schema.getPattern() == null) {
      form(schema, "Text");
    }
  }

  /** Said once, since it is long; what the field says of itself stays beside it. */
  private static void form(Schema schema, String form) {
    schema.setPattern(null);
    schema.addAllOf(OASFactory.createSchema().ref(SCHEMAS + form));
  }

  private static Map<String, Schema> forms() {
    return Map.of(
        "Text",
        OASFactory.createSchema()
            .description("Any text; lengths count code points")
            .pattern(TextForms.STORABLE),
        "VisibleText",
        OASFactory.createSchema()
            .description("A text of which something can be seen; lengths count code points")
            .pattern(TextForms.VISIBLE),
        "Name",
        OASFactory.createSchema()
            .description("A text in which nothing is hidden; lengths count code points")
            .pattern(TextForms.NAME));
  }

  private static boolean isText(Schema schema) {
    return schema.getType() != null && schema.getType().contains(SchemaType.STRING);
  }

  private static boolean mustBeSeen(Schema schema) {
    return schema.getPattern() == null
        ? schema.getMinLength() != null && schema.getMinLength() > 0
        : schema.getPattern().equals(NOT_BLANK);
  }

  private static Schema orNull(Schema field) {
    if (field.getRef() != null) {
      // The framework says object beside the reference, whatever it refers to.
      field.setType(null);
    }
    if (field.getRef() != null || field.getEnumeration() != null) {
      return OASFactory.createSchema()
          .addAnyOf(field)
          .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
    if (field.getType() != null && !field.getType().contains(SchemaType.NULL)) {
      field.addType(SchemaType.NULL);
    }
    return field;
  }

  /** Bean validation holds a pattern against the whole text, JSON Schema against any part of it. */
  private static void anchor(Collection<Schema> schemas) {
    schemas.forEach(Bodies::anchor);
  }

  private static void anchor(Schema schema) {
    String pattern = schema.getPattern();
    if (pattern != null && !pattern.equals(NOT_BLANK) && !pattern.startsWith("^")) {
      schema.setPattern("^(?:" + pattern + ")$");
    }
    if (schema.getProperties() != null) {
      anchor(schema.getProperties().values());
    }
    if (schema.getItems() != null) {
      anchor(schema.getItems());
    }
  }

  /** Removes what was described for another service. */
  static void forgetUnused(OpenAPI api, List<Operation> operations) {
    Map<String, Schema> all =
        Objects.requireNonNullElse(api.getComponents().getSchemas(), Map.of());
    Stream<Schema> parameters =
        operations.stream()
            .flatMap(each -> Stream.ofNullable(each.getParameters()).flatMap(List::stream))
            .map(each -> each.getSchema());
    Stream<Content> bodies =
        operations.stream()
            .map(each -> each.getRequestBody())
            .filter(Objects::nonNull)
            .map(each -> each.getContent());
    Stream<Content> answers =
        Stream.concat(
                operations.stream().map(each -> each.getResponses().getAPIResponses()),
                Stream.of(api.getComponents().getResponses()))
            .flatMap(each -> each.values().stream())
            .map(each -> each.getContent());
    Set<String> used =
        reachable(
            all,
            Stream.concat(
                parameters,
                Stream.concat(bodies, answers)
                    .filter(Objects::nonNull)
                    .flatMap(each -> each.getMediaTypes().values().stream())
                    .map(each -> each.getSchema())));
    List.copyOf(all.keySet()).stream()
        .filter(name -> !used.contains(name))
        .forEach(api.getComponents()::removeSchema);
  }

  /** The schemas that bodies are made of. */
  private static Set<String> reachable(Map<String, Schema> all, List<Operation> operations) {
    return reachable(
        all,
        operations.stream()
            .map(each -> each.getRequestBody())
            .filter(Objects::nonNull)
            .flatMap(each -> each.getContent().getMediaTypes().values().stream())
            .map(each -> each.getSchema()));
  }

  private static Set<String> reachable(Map<String, Schema> all, Stream<Schema> roots) {
    Deque<Schema> open =
        roots.filter(Objects::nonNull).collect(Collectors.toCollection(ArrayDeque::new));
    Set<String> found = new HashSet<>();
    while (!open.isEmpty()) {
      Schema schema = open.pop();
      String name = schema.getRef() == null ? "" : schema.getRef().substring(SCHEMAS.length());
      if (!name.isEmpty() && found.add(name)) {
        Stream.ofNullable(all.get(name)).forEach(open::push);
      }
      parts(schema).forEach(open::push);
    }
    return found;
  }

  private static Stream<Schema> parts(Schema schema) {
    return Stream.of(
            Stream.ofNullable(schema.getProperties()).flatMap(each -> each.values().stream()),
            Stream.ofNullable(schema.getAnyOf()).flatMap(List::stream),
            Stream.ofNullable(schema.getAllOf()).flatMap(List::stream),
            Stream.ofNullable(schema.getItems()),
            Stream.ofNullable(schema.getAdditionalPropertiesSchema()))
        .flatMap(each -> each);
  }
}
