package dev.crowdline.routing.stream;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A browser may open the stream only from our own pages: the Origin header is checked. */
@ApplicationScoped
public class OriginCheck implements HttpUpgradeCheck {
  private final String origin;

  OriginCheck(@ConfigProperty(name = "crowdline.public-url") String publicUrl) {
    this.origin = publicUrl.replaceAll("/+$", "");
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    String from = context.httpRequest().getHeader("Origin");
    return from == null || from.equals(origin)
        ? CheckResult.permitUpgrade()
        : CheckResult.rejectUpgrade(403);
  }
}
