package dev.crowdline.support.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  /** A door in a wall, and whether it is open. */
  private record Door(String wall, boolean open) {}

  private static Command<String, Door, String> pass(String door) {
    return new Command<>(
        door, "no " + door, (it, now) -> it.open() ? door + " passed at " + now : door + " shut");
  }

  @Test
  void eachIsDecidedByItsOwnRowInTheOrderOfTheCommands() {
    Map<String, Door> rows = Map.of("a", new Door("north", true), "b", new Door("south", false));
    assertThat(Command.decide(List.of(pass("b"), pass("c"), pass("a")), rows, Door::wall, NOW))
        .containsExactly("b shut", "no c", "a passed at " + NOW);
  }

  @Test
  void twoOnWhatIsLockedOnceAreRefused() {
    Map<String, Door> rows = Map.of("a", new Door("north", true), "b", new Door("north", false));
    List<Command<String, Door, String>> both = List.of(pass("a"), pass("b"));
    assertThatThrownBy(() -> Command.decide(both, rows, Door::wall, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("north");
  }

  @Test
  void whatIsUnknownTwiceIsUnknownTwice() {
    assertThat(
            Command.decide(List.of(pass("c"), pass("c")), Map.<String, Door>of(), Door::wall, NOW))
        .containsExactly("no c", "no c");
  }
}
