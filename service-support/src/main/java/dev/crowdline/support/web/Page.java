package dev.crowdline.support.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of what follows; absent at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** The most items of a page. */
  public static final int MOST = 200;

  /** Makes a page of up to {@code limit} rows when one more than that was read. */
  public static <T> Page<T> of(List<T> rows, Limit limit, Function<T, Cursor> position) {
    if (rows.size() <= limit.items()) {
      return new Page<>(rows, null);
    }
    List<T> shown = rows.subList(0, limit.items());
    return new Page<>(shown, position.apply(shown.getLast()).text());
  }
}
