package dev.crowdline.intake.widgets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crowdline.intake.widgets.domain.Origin;
import dev.crowdline.intake.widgets.domain.Widget;
import dev.crowdline.intake.widgets.persistence.WidgetTable;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A community says on whose pages it may be asked, and is held to it at every call from there. */
@ApplicationScoped
public class EmbeddingWidgets {
  /** How long a replica may go by what an operator has changed at another one. */
  static final Duration BELIEVED = Duration.ofSeconds(5);

  private static final int MOST_REMEMBERED = 1_000;

  private final Database database;
  private final WidgetTable widgets;
  private final Acts acts;
  private final InstantSource clock;
  private final Cache<String, Widget> ofCommunities = shortMemory();
  private final Cache<Origin, Boolean> known = shortMemory();

  EmbeddingWidgets(Database database, WidgetTable widgets, Acts acts, InstantSource clock) {
    this.database = database;
    this.widgets = widgets;
    this.acts = acts;
    this.clock = clock;
  }

  private static <K, V> Cache<K, V> shortMemory() {
    return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(BELIEVED).build();
  }

  /** What is done, as it is written down. */
  public enum Kind {
    WIDGET_CHANGED
  }

  /** The widget of a community that must exist. */
  public Widget get(String community) {
    Widget widget = database.read(sql -> widgets.find(sql, community));
    if (widget == null) {
      throw Problem.notFound("community", community);
    }
    return widget;
  }

  /** Replaces the widget of a community that must exist. */
  public Widget put(Caller caller, String community, Widget widget) {
    get(community);
    database.transact(tx -> {
      Instant now = clock.instant();
      widgets.put(tx, community, widget, now);
      acts.add(
          tx,
          caller,
          community,
          null,
          now,
          Kind.WIDGET_CHANGED,
          Map.of(
              "origins",
              widget.origins().stream().map(Origin::text).collect(Collectors.joining(" ")),
              "colour",
              widget.ground().toString()));
      return widget;
    });
    ofCommunities.invalidate(community);
    known.invalidateAll();
    return widget;
  }

  /**
   * Whether a page of that origin may call.
   *
   * @param community whose, or null where the call does not say; then it is asked whether any is
   */
  public boolean mayCall(@Nullable String community, Origin origin) {
    if (community == null) {
      return known.get(origin, each -> database.read(sql -> widgets.isKnown(sql, each)));
    }
    return ofCommunities
        .get(
            community,
            each ->
                Objects.requireNonNullElse(
                    database.read(sql -> widgets.find(sql, each)), Widget.NOWHERE))
        .origins()
        .contains(origin);
  }
}
