package dev.crowdline.routing.matching;

import dev.crowdline.routing.matching.domain.MemberIndex;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one index of this replica. */
@Singleton
public class Index {
  @Produces
  @Singleton
  MemberIndex index() {
    return new MemberIndex();
  }
}
