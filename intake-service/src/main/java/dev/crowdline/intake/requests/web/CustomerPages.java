package dev.crowdline.intake.requests.web;

import dev.crowdline.support.security.CustomerLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a customer asks, and where a customer sees a conversation: that link is in the fragment,
 * which no server logs.
 */
@ApplicationScoped
public class CustomerPages {
  private final CustomerLinks links;
  private final String publicUrl;

  CustomerPages(
      CustomerLinks links, @ConfigProperty(name = "crowdline.public-url") String publicUrl) {
    this.links = links;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** The address of the page of a request. */
  public String of(String community, UUID requestId) {
    return publicUrl + "/help/#" + links.sign(community, requestId);
  }

  /** The address of a community's public form, whether it is open or not. */
  public String form(String community) {
    return publicUrl + "/ask/?community=" + community;
  }

  /** What makes a page of another origin ask a community. */
  public String widget(String community) {
    return "<script type=\"module\" src=\"%s/widget/widget.js\"></script><crowdline-widget community=\"%s\"></crowdline-widget>"
        .formatted(publicUrl, community);
  }
}
