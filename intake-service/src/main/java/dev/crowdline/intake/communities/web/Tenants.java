package dev.crowdline.intake.communities.web;

import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;

/** Who may look into a community: those who belong to it, and administrators (P9). */
public final class Tenants {
  private Tenants() {}

  /** Refuses a caller who belongs to another community. */
  public static void mustBeOf(Caller caller, String community) {
    if (!caller.is(Caller.ADMIN) && !community.equals(caller.community())) {
      throw Problem.notFound("community", community);
    }
  }
}
