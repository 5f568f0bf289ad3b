package dev.crowdline.intake.requests.web;

import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.requests.domain.Message;
import dev.crowdline.intake.requests.domain.Notice;
import dev.crowdline.intake.requests.domain.NoticeCode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a conversation as it is shown.
 *
 * @param alias and {@code tier}: of the member who wrote it, else absent
 * @param text of a NOTICE in English
 * @param notice which NOTICE it is, for saying it in the customer's language; absent for what
 *     people wrote
 */
@Schema(name = "Message")
public record MessageView(
    UUID id,
    Message.Author author,
    @Nullable String alias,
    @Nullable Tier tier,
    Message.Kind kind,
    String text,
    boolean asksCustomer,
    @Nullable NoticeView notice,
    Instant at) {

  /**
   * What the system itself said.
   *
   * @param code stays the same for good; there may be more of them some day
   * @param reason the company's own words why it CLOSED the request, if there were any
   */
  @Schema(name = "Notice")
  public record NoticeView(NoticeCode code, @Nullable String reason) {
    static @Nullable NoticeView of(@Nullable Notice notice) {
      return notice == null ? null : new NoticeView(notice.code(), notice.reason());
    }
  }

  public static MessageView of(Message m) {
    return new MessageView(
        m.id(),
        m.author(),
        m.alias(),
        m.tier(),
        m.kind(),
        m.text(),
        m.asksCustomer(),
        NoticeView.of(m.notice()),
        m.at());
  }
}
