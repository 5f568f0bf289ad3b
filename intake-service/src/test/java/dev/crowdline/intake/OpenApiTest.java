package dev.crowdline.intake;

import dev.crowdline.support.testing.OpenApiDocument;
import dev.crowdline.support.testing.Parts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Parts.class)
@Tag("service")
class OpenApiTest {
  @Test
  void theCommittedDescriptionIsTheServices() {
    OpenApiDocument.of("intake").assertCommitted();
  }
}
