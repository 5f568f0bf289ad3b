package dev.crowdline.local.demo;

import java.util.List;
import java.util.Map;

/** The demo community's content: a mobile operator that does not exist. */
final class DemoCommunity {
  static final String ID = "demo";

  /** What its customers write to. */
  static final String SUPPORT = "support@demo.example.org";

  static final String NAME = "Demo Mobile, a simulated operator";

  /** Of its widget. */
  static final String COLOUR = "#4b1fa8";

  /**
   * Nobody in the crowd reaches this level, so that such a request escalates to the specialists.
   */
  static final int SPECIALISTS_LEVEL = 5;

  private DemoCommunity() {}

  record Skill(String name, String description) {}

  /** What customers ask about, and how those write who use none of its keywords. */
  record Topic(
      String name, String skill, int level, List<String> keywords, List<String> examples) {}

  /** A member whom the operator registers. */
  record Member(String account, String alias, String tier, int level, List<String> skills) {}

  /**
   * What points buy; a point costs the demo community a cent.
   *
   * @param cents what one costs it
   */
  record Item(String name, String description, String kind, int price, int cents, int fromRung) {}

  /** A question and its answer that may help others. */
  record Article(String language, String title, String question, String text) {}

  static List<Article> articles() {
    return List.of(
        new Article(
            "en",
            "Use your phone abroad",
            "Does my phone work in another country, and what does it cost?",
            """
            In the EU everything costs what it costs at home: switch on data roaming in the settings of the phone and restart it.

            Elsewhere, book a travel pack in the app under Roaming before you leave; without one, mobile data stays off.
            """),
        new Article(
            "en",
            "Move your eSIM to a new phone",
            "How do I get my eSIM onto my new phone?",
            """
            Keep the old phone at hand and on Wi-Fi.

            1. In the app, open My SIM and choose “New phone”.
            2. Scan the code with the camera of the new phone.
            3. Delete the profile on the old phone only when the new one has a network.

            A code works once. If it was scanned and nothing happened, ask for another in the same place.
            """),
        new Article(
            "en",
            "Read your bill",
            "Why is my bill higher than last month?",
            """
            The second page of the bill lists what is not part of your tariff: calls to special numbers, use outside the EU, things bought by phone bill.

            In the app under Bills, “Compare” puts two months side by side.
            """),
        new Article(
            "de",
            "Ihre Rechnung verstehen",
            "Warum ist meine Rechnung höher als im letzten Monat?",
            """
            Auf der zweiten Seite steht, was nicht zum Tarif gehört: Anrufe bei Sonderrufnummern, Nutzung außerhalb der EU, Käufe über die Telefonrechnung.

            In der App stellt „Vergleichen“ unter Rechnungen zwei Monate nebeneinander.
            """));
  }

  record Rung(String name, int qualityPercent, int confirmed) {}

  /** Low enough for a crowd that is looked at for an hour. */
  static List<Rung> ladder() {
    return List.of(
        new Rung("Newcomer", 0, 0),
        new Rung("Helper", 40, 2),
        new Rung("Guide", 50, 5),
        new Rung("Expert", 60, 15),
        new Rung("Mentor", 70, 40));
  }

  static List<Item> items() {
    return List.of(
        new Item(
            "Ring tone “Clear line”",
            "Our own ring tone, recorded by members of the community.",
            "DIGITAL",
            150,
            100,
            1),
        new Item(
            "EUR 2 for the sea rescuers",
            "We give EUR 2 in the community's name. Your code is the receipt.",
            "DONATION",
            200,
            200,
            1),
        new Item(
            "Early access to the new app",
            "Try the next app before everybody else, and tell us what is wrong with it.",
            "ACCESS",
            300,
            0,
            3),
        new Item(
            "EUR 5 off next month's tariff",
            "Enter the code in the app under Bills; it counts for the next bill.",
            "DISCOUNT",
            500,
            500,
            1),
        new Item(
            "Phone case",
            "Show the code in any of our shops and choose a colour.",
            "GOODS",
            800,
            650,
            1),
        new Item(
            "Call credit, EUR 10",
            "Enter the code in the app under Credit, or dial *100*code#.",
            "CREDIT",
            1_000,
            1_000,
            1));
  }

  static List<Skill> skills() {
    return List.of(
        new Skill("general", "Whatever fits nowhere else"),
        new Skill("roaming", "Using the phone abroad"),
        new Skill("billing", "Bills, prices, payments"),
        new Skill("esim", "eSIM profiles and SIM cards"),
        new Skill("network", "Coverage, calls, mobile data"),
        new Skill("devices", "Phones and their settings"),
        new Skill("voicemail", "Mailbox and call forwarding"),
        new Skill("porting", "Bringing or taking a number"));
  }

  static List<String> allSkills() {
    return skills().stream().map(Skill::name).toList();
  }

  static List<Topic> topics() {
    return List.of(
        new Topic(
            "roaming",
            "roaming",
            2,
            List.of("roaming", "abroad", "foreign", "holiday", "border"),
            List.of(
                "We land in Rome tomorrow, what do I have to switch on?",
                "Will it cost extra when I surf the web in Turkey?",
                "I am in Spain and nothing loads",
                "How much does a day in Switzerland cost me?",
                "Can I use my plan in the United States?",
                "Wir fliegen nach Italien, muss ich etwas einschalten?",
                "Was kostet Surfen in der Schweiz?",
                "Bin gerade in Spanien und nichts lädt",
                "Kann ich meinen Tarif in der Türkei nutzen?",
                "Gilt mein Tarif auch in den USA?")),
        new Topic(
            "billing",
            "billing",
            2,
            List.of("bill", "invoice", "charged", "price", "payment", "refund"),
            List.of(
                "Why is it so expensive this month?",
                "You took the money from my bank account twice",
                "I do not understand what these 20 euros are for",
                "When do you debit the monthly fee?",
                "I want my money back for last month",
                "Warum ist es diesen Monat so teuer?",
                "Ihr habt das Geld zweimal vom Konto abgebucht",
                "Wofür sind diese 20 Euro?",
                "Wann bucht ihr den Betrag ab?",
                "Ich möchte mein Geld zurück")),
        new Topic(
            "esim",
            "esim",
            2,
            List.of("esim", "e-sim", "sim", "qr", "profile", "pin", "puk"),
            List.of(
                "The little card does not fit into the tray",
                "How do I activate the digital card in my watch?",
                "I scanned the code and nothing was installed",
                "My card is broken, please send a new one",
                "I entered the secret code wrong three times",
                "Die kleine Karte passt nicht in den Schacht",
                "Wie aktiviere ich die digitale Karte in meiner Uhr?",
                "Code gescannt, aber nichts wurde installiert",
                "Meine Karte ist kaputt, bitte schickt eine neue",
                "Ich habe die Geheimzahl dreimal falsch eingegeben")),
        new Topic(
            "network",
            "network",
            2,
            List.of("network", "signal", "coverage", "5g", "4g", "calls", "data"),
            List.of(
                "Nothing works in our street since this morning",
                "The internet is down in the whole house",
                "It drops out every few minutes when I am in the kitchen",
                "No bars at all where I live",
                "Pages load so slowly in the evening",
                "Seit heute morgen geht in unserer Straße nichts mehr",
                "Das Internet ist im ganzen Haus ausgefallen",
                "In der Küche bricht es alle paar Minuten ab",
                "Bei mir zuhause gar kein Empfang",
                "Abends laden die Seiten furchtbar langsam")),
        new Topic(
            "devices",
            "devices",
            2,
            List.of("phone", "handset", "android", "iphone", "apn", "settings", "hotspot"),
            List.of(
                "The screen stays black since the last update",
                "Which model can you recommend for my mother?",
                "How do I move my photos to the new one?",
                "The battery is empty after two hours",
                "It does not charge any more",
                "Seit dem letzten Update bleibt der Bildschirm schwarz",
                "Welches Gerät empfehlt ihr für meine Mutter?",
                "Wie bekomme ich meine Fotos auf das neue Gerät?",
                "Der Akku ist nach zwei Stunden leer",
                "Es lädt nicht mehr")),
        new Topic(
            "voicemail",
            "voicemail",
            2,
            List.of("voicemail", "mailbox", "greeting", "forwarding"),
            List.of(
                "How do I listen to messages that people left for me?",
                "Callers do not hear my recorded words",
                "I want to record a new announcement",
                "It never rings, people land on the answering machine at once",
                "Turn off the answering machine please",
                "Wie höre ich Nachrichten ab, die mir jemand hinterlassen hat?",
                "Anrufer hören meine Ansage nicht",
                "Ich möchte eine neue Ansage aufnehmen",
                "Es klingelt nie, alle landen gleich auf dem Anrufbeantworter",
                "Bitte den Anrufbeantworter abschalten")),
        new Topic(
            "porting",
            "porting",
            2,
            List.of("port", "porting", "number", "switch", "provider"),
            List.of(
                "I come from another company and want to keep what my friends dial",
                "How long does it take until I am with you?",
                "My old company says that it released me",
                "I want to leave you and take it with me",
                "When does my old contract end so that I can come over?",
                "Ich komme von einem anderen Anbieter und will meine Rufnummer behalten",
                "Wie lange dauert der Wechsel zu euch?",
                "Mein alter Anbieter sagt, er hat mich freigegeben",
                "Ich möchte gehen und die Rufnummer mitnehmen",
                "Wann endet mein alter Vertrag, damit ich wechseln kann?")));
  }

  static List<Member> members() {
    return List.of(
        new Member("contributor-1", "Contributor 1", "COMMUNITY", 3, allSkills()),
        new Member("contributor-2", "Contributor 2", "COMMUNITY", 3, allSkills()),
        new Member(
            "contributor-3",
            "Contributor 3",
            "COMMUNITY",
            3,
            List.of("general", "roaming", "billing", "devices")),
        new Member("specialist-1", "Specialist 1", "SPECIALIST", 5, allSkills()),
        new Member("contractor-1", "Contractor 1", "CONTRACTOR", 5, allSkills()));
  }

  /** What simulated customers ask, by skill. */
  static Map<String, List<String>> questions() {
    return Map.of(
        "roaming",
            List.of(
                "I crossed the border and roaming does not work, what do I switch on?",
                "Does my plan include data abroad on holiday?"),
        "billing",
            List.of(
                "My bill is twice as high as last month, where do I see why?",
                "I was charged for a call that I did not make, how do I get a refund?"),
        "esim",
            List.of(
                "My new eSIM shows a QR code that was used already, how do I get another?",
                "I typed the PIN wrong three times and now the SIM asks for a PUK."),
        "network",
            List.of(
                "Since this morning I have no signal at home, is there something wrong with the network?",
                "Mobile data is slow in the evening although it says 5G."),
        "devices",
            List.of(
                "Which APN settings does an Android phone need?",
                "The hotspot of my phone connects but there is no internet."),
        "voicemail",
            List.of(
                "How do I change the greeting of my voicemail?",
                "Callers go to my mailbox after two rings, can they wait longer?"),
        "porting",
            List.of(
                "How long does it take to port my number to you?",
                "Can I keep my number when I switch my provider?"),
        "general", List.of("Where do I find your nearest shop?", "How do I change my address?"));
  }

  /** What simulated members answer, by skill. */
  static Map<String, String> answers() {
    return Map.of(
        "roaming",
            "Switch on data roaming in the settings, restart once, and choose the network by hand if it takes over five minutes. Your plan's countries are listed in the app under Abroad.",
        "billing",
            "In the app open Bills, choose the month and tap the amount: every item is listed there. For an item that is not yours tap Dispute; the amount is held back until it is checked.",
        "esim",
            "In the app choose SIM, then Replace eSIM: you get a fresh code within a minute. The PUK stands in the same place, and on the card your SIM came in.",
        "network",
            "Switch flight mode on and off once. If that does not help, the map in the app shows whether a mast near you is being worked on, and until when.",
        "devices",
            "Set the APN to internet, leave name and password empty, and tick both default and tethering. After a restart it works.",
        "voicemail",
            "Call the mailbox and press 3 for the greeting. For a longer ring dial **61*<mailbox>**30# and call: thirty seconds is the longest.",
        "porting",
            "Order the number transfer in the app with the code of your old provider. It takes one working day, and your number works all along except for some minutes.",
        "general",
            "You find that in the app under Help: shops with their hours, and your own data under Profile. Nothing needs a call.");
  }
}
