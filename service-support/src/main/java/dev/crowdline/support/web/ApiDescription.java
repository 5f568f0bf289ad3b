package dev.crowdline.support.web;

import dev.crowdline.contracts.Unknown;
import dev.crowdline.support.idempotency.Idempotency;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.servers.Server;
import org.jboss.jandex.IndexView;

/**
 * Says in the OpenAPI document what holds for every operation and no annotation says: that a
 * refusal is a problem, how to authenticate, where, which fields of an answer are always there, and
 * what a body may hold.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {
  private static final String BEARER = "bearer";
  private static final String API_KEY = "apiKey";
  private static final String CUSTOMER_LINK = "customerLink";

  private static final String REFUSED = "Refused";

  private final AlwaysThere alwaysThere;
  private final Bodies bodies;

  public ApiDescription(IndexView classes) {
    this.alwaysThere = new AlwaysThere(classes);
    this.bodies = new Bodies(classes);
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    Components components = api.getComponents();
    if (components.getSchemas() != null) {
      components.getSchemas().values().forEach(alwaysThere::mark);
    }
    components.addSchema("FieldProblem", fieldProblem());
    components.addSchema("Problem", problem());
    components.addResponse(REFUSED, refused());
    api.setServers(List.of(gateway()));
    namePaths(api);
    operations(api).forEach(ApiDescription::describe);
    components.setSecuritySchemes(null);
    schemes()
        .forEach((name, scheme) -> {
          if (operations(api).anyMatch(each -> isCalledBy(each, name))) {
            components.addSecurityScheme(name, scheme);
          }
        });
    bodies.describe(api, operations(api).toList());
    Bodies.forgetUnused(api, operations(api).toList());
  }

  /** Nobody sends or is told the constant that stands for words of later versions in facts. */
  @Override
  public Schema filterSchema(Schema schema) {
    if (schema.getEnumeration() != null) {
      schema.setEnumeration(
          schema.getEnumeration().stream().filter(word -> !Unknown.NAME.equals(word)).toList());
    }
    return schema;
  }

  private static Stream<Operation> operations(OpenAPI api) {
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return Stream.of();
    }
    return api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream());
  }

  private static boolean isCalledBy(Operation operation, String scheme) {
    return operation.getSecurity() != null
        && operation.getSecurity().stream().anyMatch(each -> each.hasScheme(scheme));
  }

  /** Documents are read apart from what serves them; all four services have one address. */
  private static Server gateway() {
    return OASFactory.createServer()
        .url("{address}")
        .description("The public address of the installation; one for all services")
        .addVariable(
            "address",
            OASFactory.createServerVariable()
                .defaultValue("http://localhost:8080")
                .description("What ./crowdline up prints, or where the gateway was put"));
  }

  /** What every service has under its own name: the document says the name, once in all four. */
  private static void namePaths(OpenAPI api) {
    String service = ConfigProvider.getConfig().getValue("crowdline.service", String.class);
    Paths named = OASFactory.createPaths();
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return;
    }
    api.getPaths()
        .getPathItems()
        .forEach((path, item) -> {
          if (path.contains("{service}")) {
            item.getOperations().values().forEach(each -> ofService(each, service));
          }
          named.addPathItem(path.replace("{service}", service), item);
        });
    api.setPaths(named);
  }

  private static void ofService(Operation operation, String service) {
    List<Parameter> others =
        operation.getParameters().stream()
            .filter(each -> !each.getName().equals("service"))
            .toList();
    operation.setParameters(others.isEmpty() ? null : others);
    operation.setOperationId(
        operation.getOperationId()
            + "Of"
            + service.substring(0, 1).toUpperCase(Locale.ROOT)
            + service.substring(1));
  }

  private static void describe(Operation operation) {
    callers(operation);
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(ApiDescription::ofNamedType);
      operation.getParameters().forEach(ApiDescription::ofKnownHeader);
    }
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    // What the framework adds says less than the problem.
    for (String status : List.of("400", "401", "403")) {
      operation.getResponses().removeAPIResponse(status);
    }
    for (String refusal : List.of("4XX", "default")) {
      operation
          .getResponses()
          .addAPIResponse(
              refusal, OASFactory.createAPIResponse().ref("#/components/responses/" + REFUSED));
    }
  }

  private static APIResponse refused() {
    return OASFactory.createAPIResponse()
        .description("Refused: the problem says what happened, where, and what to do")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/problem+json",
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
  }

  private static void ofKnownHeader(Parameter parameter) {
    if (Idempotency.HEADER.equals(parameter.getName())) {
      parameter
          .description(
              "A word of your own for this command: sent again within 24 hours it is done once, and answered alike")
          .setSchema(
              OASFactory.createSchema()
                  .addType(Schema.SchemaType.STRING)
                  .minLength(1)
                  .maxLength(Idempotency.LONGEST)
                  .pattern("\\S"));
    } else if (IfMatch.HEADER.equals(parameter.getName())) {
      parameter.description(
          "The ETag of the answer that you decide upon; refused with 412 when it is another by now");
    }
  }

  /** What the framework adds beside the reference to a type says it twice, or contradicts it. */
  private static void ofNamedType(Parameter parameter) {
    Schema schema = parameter.getSchema();
    if (schema == null) {
      return;
    }
    Stream.concat(
            Stream.of(schema), schema.getAllOf() == null ? Stream.of() : schema.getAllOf().stream())
        .map(Schema::getRef)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(type -> parameter.setSchema(OASFactory.createSchema().ref(type)));
  }

  /** The roles that the endpoint names, under the way in which each of them authenticates. */
  private static void callers(Operation operation) {
    List<String> roles =
        operation.getSecurity() == null
            ? List.of()
            : operation.getSecurity().stream()
                .flatMap(each -> each.getSchemes().values().stream())
                .flatMap(List::stream)
                .distinct()
                .toList();
    // An empty list says that anybody may.
    operation.setSecurity(
        Stream.of(BEARER, API_KEY, CUSTOMER_LINK)
            .map(scheme ->
                OASFactory.createSecurityRequirement()
                    .addScheme(
                        scheme,
                        roles.stream().filter(role -> schemeOf(role).equals(scheme)).toList()))
            .filter(each -> each.getSchemes().values().stream().noneMatch(List::isEmpty))
            .toList());
  }

  private static String schemeOf(String role) {
    if (role.equals("customer")) {
      return CUSTOMER_LINK;
    }
    return role.contains(":") ? API_KEY : BEARER;
  }

  private static Map<String, SecurityScheme> schemes() {
    return Map.of(
        BEARER,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .bearerFormat("JWT")
            .description("Access token of the community's OpenID Connect provider"),
        API_KEY,
        header("X-API-Key", "API key of a community"),
        CUSTOMER_LINK,
        header("X-Customer-Link", "Signed link of a customer"));
  }

  private static SecurityScheme header(String name, String description) {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.HEADER)
        .name(name)
        .description(description);
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("RFC 9457")
        .required(List.of("type", "title", "status"))
        .addProperty("type", text("urn:crowdline:problem:…"))
        .addProperty("title", text("The kind of problem"))
        .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
        .addProperty("detail", text("What happened here"))
        .addProperty("instance", text("The address that was called"))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/FieldProblem")));
  }

  private static Schema fieldProblem() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .required(List.of("field", "reason"))
        .addProperty("field", text("Which field, as a path"))
        .addProperty("reason", text("Why it was refused"))
        .addProperty(
            "allowed",
            OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .description("What would have been allowed")
                .items(text("One of them")));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
  }
}
