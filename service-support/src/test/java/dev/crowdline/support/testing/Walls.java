package dev.crowdline.support.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the community stands in every statement on a table that has one, in every query of
 * entities and in every key of an entity (P9). It does when it is compared with something, or
 * stored.
 */
public final class Walls {
  private static final Pattern TABLE =
      Pattern.compile("\\b(?:from|join|into|update|using) (?:only )?(\\w+|" + WrittenSql.GAP + ")");
  private static final Pattern NAMED_IN_SQL =
      Pattern.compile(
          "\\bcommunity (=|in\\b)|= (\\w+\\.)?community\\b|\\busing \\([^()]*\\bcommunity\\b"
              + "|\\binsert into \\w+ (as \\w+ )?\\([^()]*\\bcommunity\\b");
  private static final Pattern NAMED_IN_HQL =
      Pattern.compile("^community( |$)|\\bcommunity (=|in\\b)");

  private final Set<String> tables;
  private final Map<String, List<String>> gaps = new TreeMap<>();

  private Walls(Set<String> tables) {
    this.tables = tables;
  }

  /**
   * What names no community in a module: the texts by the method or constant that has them. A test
   * lists those that are meant so, each with its reason.
   */
  public static Map<String, List<String>> gapsIn(String base) {
    Set<String> tables = WalledTables.ofTheModule();
    if (tables.isEmpty()) {
      throw new AssertionError("no migration creates a table with a community");
    }
    return gapsIn(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(base).stream()
                .map(JavaClass::reflect)
                .toList(),
        tables);
  }

  /** The same of some classes and tables. */
  static Map<String, List<String>> gapsIn(Collection<Class<?>> classes, Set<String> tables) {
    Walls walls = new Walls(tables);
    classes.forEach(walls::look);
    return walls.gaps;
  }

  private void look(Class<?> type) {
    WrittenSql.of(type).stream()
        .filter(sql -> isOnATable(sql.written()) && !NAMED_IN_SQL.matcher(sql.written()).find())
        .forEach(this::gap);
    WrittenHql.of(type, this::isWalled).stream()
        .filter(hql -> !NAMED_IN_HQL.matcher(hql.written()).find())
        .forEach(this::gap);
    if (isWalled(type) && !hasTheCommunityInItsKey(type)) {
      gap(new WrittenSql.Text(type.getSimpleName(), "its key"));
    }
  }

  private void gap(WrittenSql.Text text) {
    gaps.computeIfAbsent(text.where(), where -> new ArrayList<>()).add(text.written());
  }

  private boolean isOnATable(String sql) {
    Matcher named = TABLE.matcher(sql);
    while (named.find()) {
      if (tables.contains(named.group(1)) || named.group(1).equals(WrittenSql.GAP)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWalled(Class<?> entity) {
    @Nullable Table table = entity.getAnnotation(Table.class);
    return entity.isAnnotationPresent(Entity.class)
        && (table == null || tables.contains(table.name()));
  }

  private static boolean hasTheCommunityInItsKey(Class<?> entity) {
    return Stream.of(entity.getDeclaredFields()).flatMap(Walls::key).anyMatch(Walls::isCommunity);
  }

  /** The parts of the key that a field has. */
  private static Stream<Field> key(Field field) {
    if (field.isAnnotationPresent(EmbeddedId.class)) {
      return Stream.of(field.getType().getDeclaredFields());
    }
    return field.isAnnotationPresent(Id.class) ? Stream.of(field) : Stream.empty();
  }

  private static boolean isCommunity(Field field) {
    return field.getName().equals("community");
  }
}
