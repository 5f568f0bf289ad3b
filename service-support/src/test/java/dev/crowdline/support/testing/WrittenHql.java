package dev.crowdline.support.testing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.EntityManager;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The queries that a class asks Panache repositories. */
final class WrittenHql {
  private static final Set<String> ASKING =
      Set.of("find", "list", "stream", "count", "update", "delete");
  private static final Set<String> ASKING_FOR_ALL =
      Set.of("findAll", "listAll", "streamAll", "deleteAll", "count");
  private static final Set<String> BESIDE =
      Set.of("createQuery", "createNativeQuery", "createNamedQuery");

  private WrittenHql() {}

  /** The queries of those entities, and all that go beside a repository. */
  static List<WrittenSql.Text> of(Class<?> type, Predicate<Class<?>> entities) {
    List<WrittenSql.Text> queries = new ArrayList<>();
    for (MethodModel method : Bytecode.of(type).methods()) {
      String where = WrittenSql.where(type, method);
      List<String> said = new ArrayList<>();
      method.code().stream()
          .flatMap(code -> code.elementStream())
          .forEach(element -> {
            said.addAll(WrittenSql.strings(element));
            if (element instanceof InvokeInstruction call && isAQuery(call, entities)) {
              queries.add(new WrittenSql.Text(where, String.join(" ", said)));
              said.clear();
            }
          });
    }
    return queries;
  }

  private static boolean isAQuery(InvokeInstruction call, Predicate<Class<?>> entities) {
    String name = call.name().stringValue();
    if (!ASKING.contains(name) && !ASKING_FOR_ALL.contains(name) && !BESIDE.contains(name)) {
      return false;
    }
    Class<?> owner = Bytecode.named(call.owner().asSymbol());
    if (EntityManager.class.isAssignableFrom(owner)) {
      return BESIDE.contains(name);
    }
    MethodTypeDesc signature = call.typeSymbol();
    boolean says =
        signature.parameterCount() > 0
            && signature.parameterType(0).equals(ConstantDescs.CD_String);
    boolean asks = says ? ASKING.contains(name) : ASKING_FOR_ALL.contains(name);
    return asks && entitiesOf(owner).anyMatch(entities);
  }

  /** The entity of a repository; none of another class. */
  private static Stream<Class<?>> entitiesOf(Class<?> repository) {
    return Stream.of(repository.getGenericInterfaces())
        .filter(ParameterizedType.class::isInstance)
        .map(ParameterizedType.class::cast)
        .filter(of -> PanacheRepositoryBase.class.isAssignableFrom((Class<?>) of.getRawType()))
        .map(of -> (Class<?>) of.getActualTypeArguments()[0]);
  }
}
