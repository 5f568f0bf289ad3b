package dev.crowdline.intake.customers.domain;

import java.util.random.RandomGenerator;

/** Pleasant names, drawn by chance alone: nothing of a customer can be read from one. */
public final class Alias {
  private static final String[] COLOURS = {
    "Amber", "Azure", "Bronze", "Cobalt", "Copper", "Coral", "Crimson", "Emerald", "Golden",
        "Hazel", "Indigo", "Ivory",
    "Jade", "Lilac", "Maroon", "Mint", "Ochre", "Olive", "Opal", "Pearl", "Rose", "Ruby", "Russet",
        "Saffron",
    "Sapphire", "Scarlet", "Silver", "Teal", "Topaz", "Umber", "Velvet", "Violet"
  };
  private static final String[] ANIMALS = {
    "Badger", "Bear", "Beaver", "Bison", "Crane", "Deer", "Dolphin", "Dove", "Eagle", "Falcon",
        "Finch", "Fox",
    "Gecko", "Hare", "Heron", "Ibex", "Jay", "Koala", "Lark", "Lynx", "Marten", "Moose", "Otter",
        "Owl",
    "Panda", "Puffin", "Raven", "Robin", "Seal", "Stork", "Swan", "Wren"
  };

  private Alias() {}

  /** For example "Amber Otter 27". */
  public static String drawn(RandomGenerator chance) {
    return COLOURS[chance.nextInt(COLOURS.length)]
        + " "
        + ANIMALS[chance.nextInt(ANIMALS.length)]
        + " "
        + chance.nextInt(1, 100);
  }
}
