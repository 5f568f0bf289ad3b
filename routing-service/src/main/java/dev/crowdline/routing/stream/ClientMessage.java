package dev.crowdline.routing.stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a member's client may send. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientMessage.Shown.class, name = "shown"),
  @JsonSubTypes.Type(value = ClientMessage.Accept.class, name = "accept"),
  @JsonSubTypes.Type(value = ClientMessage.Decline.class, name = "decline"),
  @JsonSubTypes.Type(value = ClientMessage.Renew.class, name = "renew"),
  @JsonSubTypes.Type(value = ClientMessage.Ping.class, name = "ping")
})
public sealed interface ClientMessage {
  /** The types, as an error message names them. */
  String TYPES = "shown, accept, decline, renew, ping";

  /** The sender's own word, which the result carries. */
  @Nullable String ref();

  /** The client shows an offer: from now on it can be missed. */
  record Shown(@Nullable String ref, UUID offerId, @Nullable Integer version)
      implements ClientMessage {}

  /** Accept an offer. */
  record Accept(@Nullable String ref, UUID offerId) implements ClientMessage {}

  /** Decline an offer. */
  record Decline(@Nullable String ref, UUID offerId, @Nullable String reason)
      implements ClientMessage {}

  /** A fresh access token of the same person. */
  record Renew(@Nullable String ref, String token) implements ClientMessage {}

  /** Are you there? */
  record Ping(@Nullable String ref) implements ClientMessage {}
}
