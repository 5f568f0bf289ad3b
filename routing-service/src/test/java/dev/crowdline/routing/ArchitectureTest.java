package dev.crowdline.routing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import dev.crowdline.routing.matching.domain.MemberIndex;
import dev.crowdline.routing.sample.domain.DomainThatKnowsBitmaps;
import dev.crowdline.routing.sample.web.WebThatKnowsSockets;
import dev.crowdline.support.testing.ServiceArchitecture;
import java.util.stream.Stream;

class ArchitectureTest extends ServiceArchitecture {
  ArchitectureTest() {
    super("dev.crowdline.routing", "dev.crowdline.contracts", "org.roaringbitmap..");
  }

  /** Facts are stated by use cases and heard by messaging. */
  @Override
  protected ArchRule factsAreKnown() {
    return noClasses()
        .that()
        .resideInAnyPackage("..web..", "..persistence..", "..stream..", "..domain..")
        .should()
        .dependOnClassesThat(areFacts());
  }

  @Override
  protected Stream<Guarded> ownRules() {
    return Stream.of(
        new Guarded(
            "only the member index knows bitmaps",
            noClasses()
                .that()
                .doNotBelongToAnyOf(MemberIndex.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.roaringbitmap.."),
            DomainThatKnowsBitmaps.class),
        new Guarded(
            "only the stream knows sockets",
            only("dev.crowdline.routing.stream", "io.quarkus.websockets.."),
            WebThatKnowsSockets.class));
  }
}
