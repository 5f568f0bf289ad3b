package dev.crowdline.sla.clocks.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.FactCodec;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.sla.clocks.domain.Mark;
import dev.crowdline.support.database.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkJsonTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final UUID ID = new UUID(1, 2);

  private static final List<Mark> ALL =
      List.of(
          new Mark.Taken(AT, ID, 2, ID, "Ada", Tier.CONTRACTOR),
          new Mark.GivenBack(AT, ID, Mark.GivenBack.How.RELEASED),
          new Mark.GivenBack(AT, ID, Mark.GivenBack.How.TIMED_OUT),
          new Mark.GivenBack(AT, ID, Mark.GivenBack.How.CANCELLED),
          new Mark.Spoken(AT, ID, true, 2),
          new Mark.Spoken(AT, ID, false, null),
          new Mark.Answered(AT, ID, 3, Tier.SPECIALIST, 0),
          new Mark.FollowedUp(AT, ID, 4),
          new Mark.Extended(AT, ID, AT.plusSeconds(60), false),
          new Mark.Extended(AT, ID, AT.plusSeconds(60), true),
          new Mark.NeedsChanged(AT),
          new Mark.CustomerWrote(AT, 7),
          new Mark.StaffWrote(AT),
          new Mark.PriorityRaised(AT, Priority.URGENT),
          new Mark.Reopened(AT, 2),
          new Mark.Resolved(AT, ID, 1, 2),
          new Mark.Exhausted(AT, 1),
          new Mark.Linked(AT),
          new Mark.Split(AT, 2),
          new Mark.Closed(AT, 3, Mark.Closed.By.ARTICLE),
          new Mark.Cancelled(AT));

  @Test
  void everyMarkIsReadAsItWasStored() throws Exception {
    for (Mark mark : ALL) {
      String json = Json.text(MarkJson.of(mark));
      assertThat(FactCodec.mapper().readValue(json, MarkJson.class).mark()).isEqualTo(mark);
    }
  }

  @Test
  void whatIsOlderThanTheFieldWasClosedByAnIncident() throws Exception {
    String json = "{\"kind\": \"CLOSED\", \"at\": \"" + AT + "\", \"round\": 2}";
    assertThat(FactCodec.mapper().readValue(json, MarkJson.class).mark())
        .isEqualTo(new Mark.Closed(AT, 2, Mark.Closed.By.INCIDENT));
  }

  @Test
  void everyKindIsStored() {
    assertThat(ALL.stream().map(mark -> MarkJson.of(mark).kind()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(MarkJson.Kind.values()));
  }
}
