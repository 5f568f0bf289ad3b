package dev.crowdline.routing.members.domain;

import dev.crowdline.contracts.Language;
import dev.crowdline.contracts.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which members are looked for; null is all the same.
 *
 * @param search beginnings of words of the name
 * @param level at least that, in the skill or, without one, in any
 * @param resting whether on a pause, the own or an operator's
 */
public record MemberFilter(
    @Nullable String search,
    @Nullable String skill,
    @Nullable Integer level,
    @Nullable Tier tier,
    @Nullable String language,
    @Nullable Boolean online,
    @Nullable Boolean resting) {
  /** Whether it looks for a name that has neither letters nor digits, and so nobody. */
  public boolean findsNobody() {
    return search != null && Facets.name(search).isEmpty();
  }

  /** What the members of a community who are meant have in common. */
  public List<String> facets(String community) {
    List<String> all = new ArrayList<>();
    all.add(Facets.community(community));
    if (search != null) {
      all.addAll(Facets.name(search));
    }
    if (skill != null) {
      all.add(Facets.skill(skill, level == null ? 1 : level));
    } else if (level != null) {
      all.add(Facets.anySkill(level));
    }
    if (tier != null) {
      all.add(Facets.tier(tier));
    }
    if (language != null) {
      all.add(Facets.language(Language.primary(language)));
    }
    if (resting != null) {
      all.add(Facets.resting(resting));
    }
    return all;
  }
}
