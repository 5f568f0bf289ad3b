package dev.crowdline.intake.conversations.web;

import dev.crowdline.intake.requests.web.CustomerPages;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another request of the same customer: the one that a message began, or the one that this request
 * continues.
 *
 * @param page its page, with a signed link of its own
 */
public record OtherRequest(UUID id, String page) {

  static OtherRequest of(String community, UUID id, CustomerPages pages) {
    return new OtherRequest(id, pages.of(community, id));
  }

  static @Nullable OtherRequest orNull(String community, @Nullable UUID id, CustomerPages pages) {
    return id == null ? null : of(community, id, pages);
  }
}
