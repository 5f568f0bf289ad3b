package dev.crowdline.support.sample.breaking.web;

import jakarta.ws.rs.Path;

/** Breaks the rule that a resource is named in the singular. Not served: it has no class. */
@Path("/breakers")
public interface BreakersResource {}
