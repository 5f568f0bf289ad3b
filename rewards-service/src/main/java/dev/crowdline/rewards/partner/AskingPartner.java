package dev.crowdline.rewards.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.VisibleText;
import dev.crowdline.rewards.catalogue.domain.Codes;
import dev.crowdline.rewards.catalogue.persistence.PartnerTable;
import dev.crowdline.rewards.catalogue.persistence.PartnerTable.Keyed;
import dev.crowdline.rewards.partner.domain.Answer;
import dev.crowdline.support.calling.ForeignServers;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks a community's partner to hand something out, by a call signed as Standard Webhooks says. Its
 * id is the redemption's, whichever time it is: a partner does the same id once.
 */
@ApplicationScoped
public class AskingPartner {
  private static final Logger LOG = Logger.getLogger(AskingPartner.class);
  private static final ObjectMapper JSON = FactCodec.mapper();

  /** A call takes no longer; less than a redemption's patience, so that one calls at a time. */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Database database;
  private final PartnerTable partners;
  private final ForeignServers servers;
  private final InstantSource clock;

  AskingPartner(
      Database database, PartnerTable partners, ForeignServers servers, InstantSource clock) {
    this.database = database;
    this.partners = partners;
    this.servers = servers;
    this.clock = clock;
  }

  /** What is to be handed out. */
  public record Wanted(
      UUID redemptionId,
      UUID memberId,
      UUID itemId,
      String item,
      long points,
      Instant requestedAt) {}

  /** Asks once. Takes {@link #PATIENCE} at most. */
  public Answer ask(String community, Wanted wanted) {
    Keyed keyed = database.read(sql -> partners.keyed(sql, community));
    if (keyed == null) {
      return new Answer.Unclear("the community has no partner");
    }
    Instant now = clock.instant();
    String id = wanted.redemptionId().toString();
    byte[] body = body(community, wanted);
    URI url = keyed.partner().url();
    Answer answer =
        switch (servers.post(
            url,
            Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                keyed.secret().sign(id, now, body)),
            body,
            PATIENCE)) {
          case ForeignServers.Came came -> understood(came);
          case ForeignServers.Nothing nothing -> new Answer.Unclear(nothing.why());
        };
    if (answer instanceof Answer.Unclear unclear) {
      LOG.warnf("redemption %s: the partner at %s: %s", id, url.getHost(), unclear.why());
    }
    return answer;
  }

  private static byte[] body(String community, Wanted wanted) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("community", community);
    data.put("redemptionId", wanted.redemptionId());
    data.put("memberId", wanted.memberId());
    data.put("itemId", wanted.itemId());
    data.put("item", wanted.item());
    data.put("points", wanted.points());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "redemption.reserved");
    message.put("timestamp", wanted.requestedAt());
    message.put("data", data);
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 2xx is done, 410 and 422 are no, and everything else may be done or not. */
  static Answer understood(ForeignServers.Came came) {
    if (came.status() == 410 || came.status() == 422) {
      return new Answer.Refused();
    }
    if (came.status() < 200 || came.status() >= 300) {
      return new Answer.Unclear("it answered " + came.status());
    }
    if (came.body().isBlank()) {
      return new Answer.Given(null);
    }
    try {
      JsonNode code = JSON.readTree(came.body()).path("code");
      if (code.isMissingNode() || code.isNull()) {
        return new Answer.Given(null);
      }
      String text = code.asText("").strip();
      if (code.isTextual()
          && VisibleText.isName(text)
          && text.codePointCount(0, text.length()) <= Codes.LONGEST) {
        return new Answer.Given(text);
      }
      return new Answer.Unclear("its code is no text of 1 to " + Codes.LONGEST + " characters");
    } catch (JsonProcessingException e) {
      return new Answer.Unclear("its answer is no JSON");
    }
  }
}
