package dev.crowdline.intake.knowledge;

import dev.crowdline.intake.forms.domain.Allowances;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;

/** How much anybody may read of help centres: enough for a person, too little for a copy. */
@ApplicationScoped
public class ReadingAllowance {
  private static final int OF_ADDRESS = 300;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  /** Of a community, by all together. */
  private static final int PER_HOUR = 100_000;

  private final Allowances allowances = new Allowances(OF_ADDRESS, WITHIN);
  private final InstantSource clock;

  ReadingAllowance(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes one, or refuses the call. */
  public void take(String community, String address) {
    Duration wait = allowances.take(community, address, PER_HOUR, clock.instant());
    if (!wait.isZero()) {
      throw Problem.tooMany("as much was read from this address as it may for now", wait);
    }
  }
}
