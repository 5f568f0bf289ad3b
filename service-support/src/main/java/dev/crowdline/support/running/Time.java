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

  /** The form in which the driver takes an instant. */
  public static OffsetDateTime toDatabase(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
