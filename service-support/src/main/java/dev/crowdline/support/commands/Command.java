package dev.crowdline.support.commands;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A command on one thing that the database keeps. It is judged by what was loaded of that thing and
 * by the time, and by nothing else, so that any number of commands is decided together: one
 * statement locks, one reads, and what is written is of those that were not refused.
 *
 * @param key names the thing
 * @param unknown what comes of it when there is no such thing
 * @param judge what comes of it otherwise; reads and writes nothing else
 */
public record Command<K, S, O>(K key, O unknown, BiFunction<S, Instant, O> judge) {

  /**
   * Decides each by itself: one outcome for each command, in their order.
   *
   * @param rows what was loaded; whatever is missing there is unknown
   * @param root names what is locked for a row. Two commands on the same are refused as a bug: the
   *     second would be judged by what the first has changed already
   */
  public static <K, S, O> List<O> decide(
      List<Command<K, S, O>> commands, Map<K, S> rows, Function<S, ?> root, Instant now) {
    Set<Object> roots = new HashSet<>();
    return commands.stream()
        .map(command -> {
          S row = rows.get(command.key());
          if (row == null) {
            return command.unknown();
          }
          if (!roots.add(root.apply(row))) {
            throw new IllegalArgumentException("two commands at once on " + root.apply(row));
          }
          return command.judge().apply(row, now);
        })
        .toList();
  }
}
