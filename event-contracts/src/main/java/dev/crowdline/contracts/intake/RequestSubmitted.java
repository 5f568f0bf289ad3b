package dev.crowdline.contracts.intake;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Dial;
import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Personal;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.RequestKind;
import dev.crowdline.contracts.Tier;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer asks for help.
 *
 * @param customerId opaque; the same customer has the same one
 * @param customerAlias the name under which members know the customer
 * @param topic the community's topic that it was understood as
 * @param understood false when nothing matched and it went to the general skill
 * @param continues the request, over by then, on whose page the same customer wrote this
 * @param policyVersion the version of the community's policy that was in force; absent from
 *     services that are older than versions
 * @param earningVersion the version of the community's earning rules that was in force, 0 where
 *     none were stated; absent from services that are older than rules
 * @param dial of its topic, when that has one and the request could go to the community
 */
public record RequestSubmitted(
    RequestKind kind,
    Channel channel,
    String language,
    Priority priority,
    Tier minimumTier,
    List<Need> needs,
    @Nullable String topic,
    boolean understood,
    UUID customerId,
    String customerAlias,
    Map<String, String> attributes,
    UUID messageId,
    @Personal String text,
    @Nullable UUID continues,
    @Nullable Integer policyVersion,
    @Nullable Integer earningVersion,
    @Nullable Dial dial) {
  public RequestSubmitted {
    needs = List.copyOf(needs);
    attributes = Map.copyOf(attributes);
  }

  /** Without a word on the earning rules, and of a topic without a dial. */
  public RequestSubmitted(
      RequestKind kind,
      Channel channel,
      String language,
      Priority priority,
      Tier minimumTier,
      List<Need> needs,
      @Nullable String topic,
      boolean understood,
      UUID customerId,
      String customerAlias,
      Map<String, String> attributes,
      UUID messageId,
      String text,
      @Nullable UUID continues,
      @Nullable Integer policyVersion) {
    this(
        kind,
        channel,
        language,
        priority,
        minimumTier,
        needs,
        topic,
        understood,
        customerId,
        customerAlias,
        attributes,
        messageId,
        text,
        continues,
        policyVersion,
        null,
        null);
  }
}
