package dev.crowdline.support.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * Says in the OpenAPI document what holds for every operation and no annotation says: that a
 * refusal is a problem, how to authenticate, and which fields of an answer are always there.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ApiDescription implements OASFilter {
  private static final String BEARER = "bearer";
  private static final String API_KEY = "apiKey";
  private static final String CUSTOMER_LINK = "customerLink";

  private final AlwaysThere alwaysThere;

  public ApiDescription(IndexView classes) {
    this.alwaysThere = new AlwaysThere(classes);
  }

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    if (api.getComponents().getSchemas() != null) {
      api.getComponents().getSchemas().values().forEach(alwaysThere::mark);
    }
    api.getComponents().addSchema("FieldProblem", fieldProblem());
    api.getComponents().addSchema("Problem", problem());
    api.getComponents()
        .addSecurityScheme(
            BEARER,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("Access token of the community's OpenID Connect provider"))
        .addSecurityScheme(API_KEY, header("X-API-Key", "API key of a community"))
        .addSecurityScheme(CUSTOMER_LINK, header("X-Customer-Link", "Signed link of a customer"));
    if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
      api.getPaths().getPathItems().values().stream()
          .flatMap(item -> item.getOperations().values().stream())
          .forEach(ApiDescription::describe);
    }
  }

  private static void describe(Operation operation) {
    callers(operation);
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(ApiDescription::ofNamedType);
    }
    if (operation.getResponses() == null) {
      operation.setResponses(OASFactory.createAPIResponses());
    }
    operation.getResponses().removeAPIResponse("401");
    operation.getResponses().removeAPIResponse("403");
    operation
        .getResponses()
        .addAPIResponse(
            "default",
            OASFactory.createAPIResponse()
                .description("Refused: the problem says what happened, where, and what to do")
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            "application/problem+json",
                            OASFactory.createMediaType()
                                .schema(
                                    OASFactory.createSchema()
                                        .ref("#/components/schemas/Problem")))));
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
    operation.setSecurity(null);
    for (String scheme : List.of(BEARER, API_KEY, CUSTOMER_LINK)) {
      List<String> taken = roles.stream().filter(role -> schemeOf(role).equals(scheme)).toList();
      if (!taken.isEmpty()) {
        operation.addSecurityRequirement(
            OASFactory.createSecurityRequirement().addScheme(scheme, taken));
      }
    }
  }

  private static String schemeOf(String role) {
    if (role.equals("customer")) {
      return CUSTOMER_LINK;
    }
    return role.contains(":") ? API_KEY : BEARER;
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
