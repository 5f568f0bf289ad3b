package dev.crowdline.contracts.routing;

import dev.crowdline.contracts.Need;
import java.util.List;

/** All skills of a member, as they are now. */
public record MemberSkillsChanged(List<Need> skills) {
  public MemberSkillsChanged {
    skills = List.copyOf(skills);
  }
}
