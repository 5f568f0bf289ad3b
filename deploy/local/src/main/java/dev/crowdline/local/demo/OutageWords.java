package dev.crowdline.local.demo;

import java.util.List;

/** How customers say that the network is down: each a little otherwise. */
final class OutageWords {
  static final List<String> AREAS =
      List.of("Northfield", "Harbour Quarter", "Oak Hills", "Old Mill", "Riverside");

  static final String ANSWER =
      "A cable of your area's mast was cut by road works. It is repaired, and the network is back. Please"
          + " switch flight mode on and off once; what you could not use is not charged. (A simulated answer.)";

  private static final List<String> OPENINGS =
      List.of("", "", "", "Hello, ", "Hi, ", "Please help: ", "Again: ", "Excuse me, ");
  private static final List<String> COMPLAINTS =
      List.of(
          "the network is down",
          "my mobile network is down",
          "there is no network",
          "I have no network",
          "we have had no network",
          "the mobile network does not work",
          "the network is gone",
          "the phone says no network",
          "no network and no signal",
          "the whole network is out",
          "I lost the network",
          "network outage, nothing works");
  private static final List<String> SINCES =
      List.of(
          "",
          " since this morning",
          " since ten minutes",
          " for half an hour",
          " again",
          " right now",
          " since a moment ago",
          " all over our street",
          " at home",
          " in the whole house");
  private static final List<String> ENDINGS =
      List.of(
          ".",
          "!",
          ". When is it back?",
          ". What is going on?",
          ", can you check?",
          ". My neighbours have the same.",
          ". I tried to restart the phone.");

  private static final List<String> GERMAN_OPENINGS =
      List.of("", "", "", "Hallo, ", "Guten Tag, ", "Bitte um Hilfe: ", "Schon wieder: ");
  private static final List<String> GERMAN_COMPLAINTS =
      List.of(
          "das Netz ist ausgefallen",
          "wir haben kein Netz",
          "ich habe kein Netz mehr",
          "das Handynetz ist weg",
          "kein Netz und kein Empfang",
          "das Mobilfunknetz geht nicht",
          "das Netz ist komplett weg",
          "Netzausfall, nichts geht");
  private static final List<String> GERMAN_SINCES =
      List.of(
          "",
          " seit heute früh",
          " seit zehn Minuten",
          " seit einer halben Stunde",
          " in der ganzen Straße",
          " im ganzen Haus",
          " bei uns daheim");
  private static final List<String> GERMAN_ENDINGS =
      List.of(
          ".",
          "!",
          ". Wann geht es wieder?",
          ". Was ist da los?",
          ". Bei den Nachbarn auch.",
          ". Neustart hilft nicht.");

  private OutageWords() {}

  /** One way to say it. */
  static String complaint(Chance chance, boolean german) {
    String said =
        german
            ? chance.pick(GERMAN_OPENINGS)
                + chance.pick(GERMAN_COMPLAINTS)
                + chance.pick(GERMAN_SINCES)
                + chance.pick(GERMAN_ENDINGS)
            : chance.pick(OPENINGS)
                + chance.pick(COMPLAINTS)
                + chance.pick(SINCES)
                + chance.pick(ENDINGS);
    return Character.toUpperCase(said.charAt(0))
        + said.substring(1)
        + (german ? " (Simuliert.)" : " (Simulated.)");
  }
}
