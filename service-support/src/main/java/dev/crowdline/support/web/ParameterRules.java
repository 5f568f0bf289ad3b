package dev.crowdline.support.web;

import dev.crowdline.support.idempotency.Idempotency;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Nothing that a caller asks for is dropped silently: a query parameter that the endpoint does not
 * have, or one that comes twice, is refused by its name (P11), since {@code ?q=Spain} that returns
 * everything looks like an answer. An Idempotency-Key that says nothing protects nothing and is
 * refused as well.
 */
public class ParameterRules {
  private static final Map<Method, List<String>> KNOWN = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void judge(ContainerRequestContext request, ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    Map<String, List<String>> given = request.getUriInfo().getQueryParameters();
    if (method != null && !given.isEmpty()) {
      judge(given, KNOWN.computeIfAbsent(method, ParameterRules::parameters));
    }
    List<String> keys = request.getHeaders().get(Idempotency.HEADER);
    if (keys != null) {
      Idempotency.mustBeOne(keys);
    }
  }

  /** Refuses what is unknown or doubled. */
  public static void judge(Map<String, List<String>> given, List<String> known) {
    List<Problem.FieldError> errors = new ArrayList<>();
    for (String name : new TreeSet<>(given.keySet())) {
      if (!known.contains(name)) {
        errors.add(new Problem.FieldError(name, "is no parameter of this address", known));
      } else if (given.getOrDefault(name, List.of()).size() > 1) {
        errors.add(new Problem.FieldError(name, "must be given once", null));
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.fields(ProblemType.INVALID, errors);
    }
  }

  private static List<String> parameters(Method method) {
    return Arrays.stream(method.getParameters())
        .map((Parameter parameter) -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .sorted()
        .toList();
  }
}
