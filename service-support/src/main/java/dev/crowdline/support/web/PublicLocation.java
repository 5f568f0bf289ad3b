package dev.crowdline.support.web;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Public addresses are configuration: {@code Location} never says what a caller wrote into {@code
 * Host} or {@code X-Forwarded-Host}.
 */
@Unremovable
@ApplicationScoped
public class PublicLocation {
  private final String publicUrl;

  PublicLocation(@ConfigProperty(name = "crowdline.public-url") String publicUrl) {
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  @ServerResponseFilter
  public void rewrite(ContainerResponseContext response) {
    Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
    if (location != null) {
      URI said = URI.create(location.toString());
      response
          .getHeaders()
          .putSingle(
              HttpHeaders.LOCATION,
              publicUrl
                  + said.getRawPath()
                  + (said.getRawQuery() == null ? "" : "?" + said.getRawQuery()));
    }
  }
}
