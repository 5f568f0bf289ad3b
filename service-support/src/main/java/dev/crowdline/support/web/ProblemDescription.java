package dev.crowdline.support.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says of every operation that a refusal is a problem, and names the three ways to authenticate.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class ProblemDescription implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema("FieldProblem", fieldProblem());
    api.getComponents().addSchema("Problem", problem());
    api.getComponents()
        .addSecurityScheme(
            "bearer",
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("Access token of the community's OpenID Connect provider"))
        .addSecurityScheme("apiKey", header("X-API-Key", "API key of a community"))
        .addSecurityScheme("customerLink", header("X-Customer-Link", "Signed link of a customer"));
    if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
      api.getPaths().getPathItems().values().stream()
          .flatMap(item -> item.getOperations().values().stream())
          .forEach(ProblemDescription::describe);
    }
  }

  private static void describe(Operation operation) {
    operation.setSecurity(null);
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
