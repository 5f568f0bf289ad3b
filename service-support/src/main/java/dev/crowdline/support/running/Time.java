package dev.crowdline.support.running;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The clock that everything is given: instants cut to microseconds, as PostgreSQL keeps them. */
@ApplicationScoped
public class Time {

  @Produces
  @ApplicationScoped
  InstantSource clock() {
    return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether a column can hold it, with room for what is added: Java's instants reach further. */
  public static boolean canBeStored(Instant instant) {
    return instant.isAfter(Instant.EPOCH)
        && instant.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
  }

  /** The form in which the driver takes an instant. */
  public static OffsetDateTime toDatabase(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
