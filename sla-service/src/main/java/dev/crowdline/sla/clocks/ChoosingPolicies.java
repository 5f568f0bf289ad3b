package dev.crowdline.sla.clocks;

import dev.crowdline.support.database.Tx;
import dev.crowdline.support.tenancy.PolicyTable;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which version of its community's policy a request that was submitted begins under. */
public interface ChoosingPolicies {

  /**
   * What is asked for.
   *
   * @param stamped the version that intake found in force; null when it said none
   */
  record Wanted(String community, @Nullable Integer stamped) {}

  /**
   * The versions that count. Absent for a community that was not heard of: its requests wait for it
   * a moment instead of getting somebody else's numbers.
   */
  Map<Wanted, PolicyTable.Version> of(Tx tx, Collection<Wanted> wanted);
}
