package dev.crowdline.rewards.partner;

import dev.crowdline.rewards.catalogue.domain.Partner;
import dev.crowdline.rewards.catalogue.persistence.PartnerTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.calling.WebhookSecret;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.web.IfMatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operator says which server hands items out. */
@ApplicationScoped
public class KeepingPartner {
  private final Database database;
  private final PartnerTable partners;
  private final Acts acts;
  private final InstantSource clock;

  KeepingPartner(Database database, PartnerTable partners, Acts acts, InstantSource clock) {
    this.database = database;
    this.partners = partners;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    PARTNER_SET
  }

  /** The partner of a community; null when it has none. */
  public @Nullable Partner find(String community) {
    return database.read(sql -> partners.find(sql, community));
  }

  /** Sets it, with a new secret, which nobody is shown again. */
  public PartnerTable.Keyed put(Caller caller, URI url, @Nullable String ifMatch) {
    WebhookSecret secret = WebhookSecret.random();
    return database.transact(tx -> {
      Partner before = partners.find(tx, caller.community());
      IfMatch.mustBe(ifMatch, before == null ? 0 : before.version());
      Instant now = clock.instant();
      partners.put(tx, caller.community(), url, secret, now);
      acts.add(tx, caller, null, now, Kind.PARTNER_SET, Map.of("url", url.toString()));
      return Objects.requireNonNull(partners.keyed(tx, caller.community()));
    });
  }
}
