package dev.crowdline.support.testing;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The SQL that a class has, whole: each literal that its methods load, and each text that it puts
 * together once as a constant. What is put together at every call counts with gaps.
 */
final class WrittenSql {
  /** In a text: something that is put in when it is used. */
  static final String GAP = "%s";

  private static final Pattern STATEMENT =
      Pattern.compile("(select|insert|update|delete|merge|with)\\b.*", Pattern.DOTALL);

  /** Where {@code javac} puts in a value. */
  private static final String IN_A_CONCATENATION = "\u0001";

  private static final String STATIC = "<clinit>";

  private WrittenSql() {}

  /**
   * A text of a class.
   *
   * @param where its method with the types of its parameters, or its constant
   */
  record Text(String where, String written) {}

  /** The statements of a class. */
  static List<Text> of(Class<?> type) {
    ClassModel model = Bytecode.of(type);
    List<Text> texts = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      String where = where(type, method);
      boolean atStart = method.methodName().equalsString(STATIC);
      for (String loaded : loaded(method)) {
        String text = loaded.replace(IN_A_CONCATENATION, GAP);
        // What is filled in at the start is met as a constant, complete.
        if (!(atStart && text.contains(GAP))) {
          texts.add(new Text(where, text));
        }
      }
    }
    for (FieldModel field : model.fields()) {
      if (isPutTogether(field)) {
        String name = field.fieldName().stringValue();
        texts.add(new Text(nameOf(type) + "." + name, value(type, name)));
      }
    }
    return texts.stream()
        .map(text -> new Text(text.where(), inOneLine(text.written())))
        .filter(text -> STATEMENT.matcher(text.written()).matches())
        .toList();
  }

  /** A method as a list of exceptions names it. */
  static String where(Class<?> type, MethodModel method) {
    String name = method.methodName().stringValue();
    String[] parts = name.split("\\$", -1);
    if (parts.length == 3 && parts[0].equals("lambda")) {
      return nameOf(type) + "." + parts[1] + "(…)";
    }
    return method.methodTypeSymbol().parameterList().stream()
        .map(ClassDesc::displayName)
        .collect(Collectors.joining(", ", nameOf(type) + "." + name + "(", ")"));
  }

  private static List<String> loaded(MethodModel method) {
    List<String> loaded = new ArrayList<>();
    method.code().ifPresent(code -> code.forEach(element -> loaded.addAll(strings(element))));
    return loaded;
  }

  /** The texts that an instruction loads. */
  static List<String> strings(CodeElement element) {
    return switch (element) {
      case ConstantInstruction constant when constant.constantValue() instanceof String text ->
          List.of(text);
      case InvokeDynamicInstruction dynamic ->
          dynamic.bootstrapArgs().stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
      default -> List.of();
    };
  }

  private static boolean isPutTogether(FieldModel field) {
    return field.flags().has(AccessFlag.STATIC)
        && field.fieldType().equalsString("Ljava/lang/String;")
        && field.attributes().stream().noneMatch(ConstantValueAttribute.class::isInstance);
  }

  private static String value(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return String.valueOf(field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  private static String nameOf(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private static String inOneLine(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
