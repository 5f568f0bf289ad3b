package dev.crowdline.intake.understanding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedTest {
  private static final Map<String, List<String>> TAUGHT =
      Map.of(
          "outage",
          List.of(
              "The internet is down in our street",
              "Nothing loads since this morning, I am offline",
              "I have no connection at home",
              "Das Internet ist ausgefallen",
              "Seit heute morgen keine Verbindung zuhause"),
          "billing",
          List.of(
              "Why is my invoice so high this month?",
              "You debited my bank account twice",
              "I want my money back",
              "Warum ist meine Rechnung so hoch?",
              "Ihr habt das Geld zweimal vom Konto abgebucht"),
          "contract",
          List.of(
              "I want to cancel my contract",
              "How long is the period of notice?",
              "Please end my subscription",
              "Ich möchte meinen Vertrag kündigen",
              "Wie lange ist die Kündigungsfrist?"));

  private static List<Example> taught() {
    List<Example> examples = new ArrayList<>();
    TAUGHT.forEach((topic, texts) -> texts.forEach(text -> examples.add(Example.of(text, topic))));
    return examples;
  }

  private static Learned learned(List<Example> examples) {
    return new Learned(
        Examples.NONE.replacedBy(examples),
        Training.of(examples),
        1,
        Learned.CONFIDENCE_PERCENT / 100.0);
  }

  private static Guess guess(Learned learned, String text) {
    return Objects.requireNonNull(learned.guess(text), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          We are offline since this morning | outage
          Our connection at home is down | outage
          Bei uns ist das Internet zuhause ausgefallen | outage
          My bank account was debited twice, I want it back | billing
          Die Rechnung ist diesen Monat viel zu hoch | billing
          I would like to end the contract, please cancel it | contract
          Kann ich den Vertrag noch kündigen? | contract
          """)
  @DisplayName("five examples a topic are enough for topics that are clearly different")
  void coldStart(String text, String topic) {
    Guess guess = guess(learned(taught()), text);
    assertThat(guess.weighed().topics().getFirst().topic()).as(guess.toString()).isEqualTo(topic);
    assertThat(guess.weighed().nearest()).hasSize(3);
    assertThat(guess.weighed().nearest().getFirst().topic()).isEqualTo(topic);
  }

  @Test
  void theSameExamplesGiveTheSameModelInWhateverOrder() {
    List<Example> turned = new ArrayList<>(taught());
    Collections.reverse(turned);
    assertThat(Training.of(turned)).isEqualTo(Training.of(taught()));
  }

  @Test
  void aModelIsStoredAndReadAsItIs() {
    TopicModel model = Training.of(taught());
    assertThat(TopicModel.of(model.toBytes())).isEqualTo(model);
    byte[] ofALaterForm = new byte[] {0};
    assertThat(model.toBytes()).isNotEqualTo(ofALaterForm);
  }

  @Test
  void belowItsConfidenceNothingIsSaidAndItSaysWhy() {
    Learned learned = learned(taught());
    String text = "My bank account was debited twice, I want it back";
    double probability = guess(learned, text).weighed().topics().getFirst().probability();
    Learned shy = new Learned(learned.examples(), learned.model(), 1, probability + 0.01);
    Learned bold = new Learned(learned.examples(), learned.model(), 1, probability - 0.01);
    assertThat(guess(shy, text).topic()).isNull();
    assertThat(guess(shy, text).because()).contains("nothing is said");
    assertThat(guess(bold, text).topic()).isEqualTo("billing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t",
        "😀👍🏽🇩🇪",
        "?!… — ¿",
        "\uD800",
        "\uDC00 \uD83D",
        "\u202E\u200B"
      })
  void aTextWithoutWordsIsNoQuestionOfTheirs(String text) {
    assertThat(learned(taught()).guess(text)).isNull();
  }

  @Test
  void tenThousandWordsOfOneLetterAreCheapAndSayNothing() {
    Learned learned = learned(taught());
    long start = System.nanoTime();
    Guess guess = guess(learned, "a ".repeat(10_000));
    assertThat(System.nanoTime() - start).isLessThan(500_000_000);
    assertThat(guess.topic()).isNull();
  }

  @Test
  void mixedScriptsAreTakenByWhatIsKnownOfThem() {
    Guess guess = guess(learned(taught()), "привет 你好 my invoice is so high مرحبا this month");
    assertThat(guess.weighed().topics().getFirst().topic()).isEqualTo("billing");
  }

  @Test
  @DisplayName("an example that no model has learned yet counts by likeness, and at once")
  void fresh() {
    Learned before = learned(taught());
    List<Example> more = new ArrayList<>(taught());
    UUID request = UUID.randomUUID();
    more.add(new Example("The green lamp of my box blinks", "devices", request));
    Learned after = new Learned(before.examples().replacedBy(more), before.model(), 1, 0.5);
    Guess guess = guess(after, "the green lamp of my box blinks!");
    assertThat(guess.topic()).isEqualTo("devices");
    assertThat(guess.method()).isEqualTo("example");
    Evidence.Near near = guess.weighed().nearest().getFirst();
    assertThat(near.requestId()).isEqualTo(request);
    assertThat(near.text()).as("another customer's words are not copied").isNull();
    assertThat(guess(before, "the green lamp of my box blinks!").method()).isEqualTo("model");
  }

  @Test
  void withoutExamplesNothingIsSaid() {
    assertThat(Learned.NOTHING.guess("The internet is down")).isNull();
  }
}
