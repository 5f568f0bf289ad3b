package dev.crowdline.contracts;

/**
 * A skill that a request requires, at the lowest level that will do.
 *
 * @param skill the community's own word, 1 to 60 characters
 * @param level 1 (knows it) to 5 (masters it)
 */
public record Need(String skill, int level) {
  public Need {
    if (!VisibleText.isVisible(skill) || VisibleText.length(skill) > 60) {
      throw new IllegalArgumentException(
          "skill: 1 to 60 characters, some of them visible, was " + VisibleText.length(skill));
    }
    if (level < 1 || level > 5) {
      throw new IllegalArgumentException("level: 1 to 5, was " + level);
    }
  }
}
