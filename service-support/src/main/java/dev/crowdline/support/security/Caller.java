package dev.crowdline.support.security;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Roles of people come from their token; an API key's permissions and {@code customer}
 * are roles as well, so that an endpoint names all who may call it in one place.
 *
 * @param key identifies the caller within its community, for idempotency and limits: the person,
 *     the customer of a request, or the integration that holds an API key, which survives the key
 * @param tenant the community, null for a platform administrator without one
 * @param issuer and {@code subject}: the OpenID identity of a person, else null
 * @param requestId the request of a customer's link, else null
 */
public record Caller(
    String key,
    @Nullable String tenant,
    Set<String> roles,
    @Nullable String issuer,
    @Nullable String subject,
    String name,
    @Nullable UUID requestId) {
  public static final String INTEGRATOR = "integrator";
  public static final String CONTRIBUTOR = "contributor";
  public static final String SPECIALIST = "specialist";
  public static final String OPERATOR = "operator";
  public static final String ADMIN = "admin";
  public static final String CUSTOMER = "customer";
  public static final String REQUESTS_WRITE = "requests:write";
  public static final String REQUESTS_READ = "requests:read";

  private static final String INTEGRATION = "integration#";

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** What holds an API key as its {@link #key}. */
  static String keyOf(String integration) {
    return INTEGRATION + integration;
  }

  /** The integration that holds the API key; null of who sent none. */
  public @Nullable String integration() {
    return key.startsWith(INTEGRATION) ? key.substring(INTEGRATION.length()) : null;
  }

  /** The community that every statement of this call compares (P9). */
  public String community() {
    if (tenant == null) {
      throw Problem.of(
          ProblemType.FORBIDDEN, "the token names no community; this is something of a community");
    }
    return tenant;
  }

  public boolean is(String role) {
    return roles.contains(role);
  }

  /** The issuer of a person's token; for endpoints that only people may call. */
  public String issuerOfPerson() {
    return person(issuer);
  }

  /** The subject of a person's token; for endpoints that only people may call. */
  public String subjectOfPerson() {
    return person(subject);
  }

  private static String person(@Nullable String value) {
    if (value == null) {
      throw Problem.of(ProblemType.FORBIDDEN, "only a person who signed in may do this");
    }
    return value;
  }
}
