package dev.crowdline.intake.channels.domain;

import dev.crowdline.contracts.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Where customers of a community write to, and are answered from.
 *
 * @param name what the community's people call it
 * @param address what customers know
 * @param language of what is asked here
 * @param settings the channel's own; no secret is among them
 * @param version counts its changes, from 1
 */
public record ChannelAccount(
    String community,
    UUID id,
    Channel channel,
    String name,
    String address,
    String language,
    boolean enabled,
    Map<String, String> settings,
    Instant createdAt,
    long version) {
  public ChannelAccount {
    settings = Map.copyOf(settings);
  }
}
