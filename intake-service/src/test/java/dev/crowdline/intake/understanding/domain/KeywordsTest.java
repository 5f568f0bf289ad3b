package dev.crowdline.intake.understanding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {
  private static final Topic ROUTER =
      new Topic(
          "router", List.of("router", "wi-fi", "reset"), List.of(new Need("router", 2)), null);
  private static final Topic SIM =
      new Topic("sim", List.of("SIM"), List.of(new Need("mobile", 1)), null);
  private static final Topic SIM_CARD =
      new Topic("sim card", List.of("sim card"), List.of(new Need("mobile", 3)), Tier.SPECIALIST);
  private static final Topic CAFE =
      new Topic("café", List.of("café"), List.of(new Need("food", 1)), null);
  private static final Keywords ALL = Keywords.of(List.of(ROUTER, SIM, SIM_CARD, CAFE));

  private static Understood understand(String text) {
    return Understood.by(ALL.in(text));
  }

  @Test
  void wordsAreFoundWhateverCaseAccentsAndPunctuation() {
    assertThat(understand("My ROUTER!").topic()).isEqualTo("router");
    assertThat(understand("wi fi is slow").topic()).isEqualTo("router");
    assertThat(understand("un CAFE, por favor").topic()).isEqualTo("café");
    assertThat(understand("my Sím").topic()).isEqualTo("sim");
  }

  @Test
  void onlyWholeWordsCount() {
    assertThat(understand("a simple question").understood()).isFalse();
    assertThat(understand("routers").understood()).isFalse();
  }

  @Test
  void mostKeywordsWinThenTheLonger() {
    assertThat(understand("reset the router of my sim card").topic()).isEqualTo("router");
    assertThat(understand("my sim card").topic()).isEqualTo("sim card");
    assertThat(understand("my sim card").minimumTier()).isEqualTo(Tier.SPECIALIST);
  }

  private static Topic topic(String name, String... keywords) {
    return new Topic(name, List.of(keywords), List.of(new Need("any", 1)), null);
  }

  private static String best(String text, Topic... topics) {
    return Keywords.of(List.of(topics)).in(text).getFirst().topic().name();
  }

  @Test
  void twoShortKeywordsWinOverALongOneAndTheNameDecidesBetweenEquals() {
    String text = "tv and lan by the telephone line";
    assertThat(best(text, topic("line", "telephone line"), topic("media", "tv", "lan")))
        .isEqualTo("media");
    assertThat(best(text, topic("b", "lan"), topic("a", "and"))).isEqualTo("a");
    assertThat(best(text, topic("a", "lan"), topic("b", "and"))).isEqualTo("a");
  }

  @Test
  void theLongestKeywordIsFoundAndALongerOneRefused() {
    String longest = "k".repeat(Keywords.LONGEST);
    assertThat(Keywords.refusalOf(longest)).isNull();
    assertThat(best("my " + longest + " is here", topic("long", longest))).isEqualTo("long");
    assertThat(Keywords.refusalOf(longest + "k")).contains("is longer than 120");
    assertThat(Keywords.refusalOf("?!")).isEqualTo("must have a letter or a digit");
  }

  @Test
  void theEvidenceNamesTenKeywordsAtMost() {
    String[] many = "a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2".split(" ", -1);
    Understood understood =
        Understood.by(Keywords.of(List.of(topic("many", many))).in(String.join(" ", many)));
    assertThat(understood.evidence().matches().getFirst().keywords()).hasSize(10);
  }

  @Test
  void whatMatchesNothingGoesToTheGeneralSkillAndSaysSo() {
    Understood nothing = understand("What is the meaning of life?");
    assertThat(nothing.understood()).isFalse();
    assertThat(nothing.needs()).containsExactly(new Need("general", 1));
    assertThat(nothing.evidence().because()).isNotBlank();
  }

  @Test
  void givenNeedsWinOverTheTopicsButItsTierStays() {
    Understood given = understand("my sim card").withNeeds(List.of(new Need("billing", 4)));
    assertThat(given.needs()).containsExactly(new Need("billing", 4));
    assertThat(given.topic()).isEqualTo("sim card");
    assertThat(given.understood()).isTrue();
    assertThat(given.minimumTier()).isEqualTo(Tier.SPECIALIST);
    assertThat(given.evidence().method()).isEqualTo("given");
  }

  @Test
  void theEvidenceNamesWhatWasFound() {
    assertThat(understand("reset my sim card").evidence().matches())
        .extracting(Evidence.Match::topic)
        .containsExactly("sim card", "router", "sim");
  }

  @Test
  void aKeywordMustHaveSomethingToBeFoundBy() {
    assertThat(Keywords.refusalOf("?!")).isNotNull();
    assertThat(Keywords.refusalOf("\u0301\u3164")).isNotNull();
    assertThat(Keywords.refusalOf("\uFDFA".repeat(60))).contains("120");
    assertThat(Keywords.refusalOf("5G")).isNull();
    assertThat(Keywords.refusalOf("a".repeat(60))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "ローミング, 海外でローミングが使えません",
    "ローミング, ローミング料金",
    "ﾛｰﾐﾝｸﾞ, 海外でローミングが使えません",
    "漫游, 国际漫游怎么开通？",
    "漫游, 5G漫游",
    "国际漫游, 我想开通国际 漫游服务",
    "路由器, 我的路由器坏了",
    "ルーター, 無線ルーター設定",
    "โรมมิ่ง, เปิดโรมมิ่งที่ญี่ปุ่นไม่ได้",
    "ໂຣມມິງ, ຂ້ອຍໃຊ້ໂຣມມິງ",
    "SIM, SIM卡坏了",
    "बिल, मेरा बिल गलत है",
    "रोमिंग, रोमिंग चालू करें",
    "Straße, DIE STRASSE IST GESPERRT",
    "STRASSE, in meiner Straße",
    "λόγος, Ο ΛΟΓΟΣ ΜΟΥ",
    "ПОДКЛЮЧЁН, не подключен",
    "شحن, شَحْن الرصيد",
    "علی‌رضا, علیرضا کیست",
    "ＳＩＭ, my sim",
    "kapı, KAPI AÇILMIYOR"
  })
  void aKeywordIsFoundInEveryScript(String keyword, String text) {
    assertThat(keywordsOf(keyword).in(text)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "बल, मेरा बिल गलत है",
    "बिल, मेरा बल",
    "パス, バスを買う",
    "バス, パスを買う",
    "京都, 東京都に住んでいます",
    "ター, 東京",
    "มิ, เปิดโรมมิ่งที่ญี่ปุ่นไม่ได้",
    "SI, SIM卡坏了",
    "Strass, Straße"
  })
  void aPartOfAWordIsNot(String keyword, String text) {
    assertThat(keywordsOf(keyword).in(text)).isEmpty();
  }

  @Test
  void otherSpellingsOfOneKeywordCountOnce() {
    assertThat(keywordsOf("SIM", "sim", "Sím").in("my sim").getFirst().keywords())
        .containsExactly("SIM");
  }

  @Test
  void whatChangedIsReplacedAndTheRestStays() {
    Keywords changed =
        ALL.replacedBy(List.of(SIM, new Topic("router", List.of("wlan"), ROUTER.needs(), null)));
    assertThat(changed.in("router")).isEmpty();
    assertThat(changed.in("my WLAN")).extracting(f -> f.topic().name()).containsExactly("router");
    assertThat(changed.in("sim card")).extracting(f -> f.topic().name()).containsExactly("sim");
    assertThat(ALL.in("router")).hasSize(1);
  }

  /**
   * All that the limits allow, and texts made to be slow: 8,000 letters took 46 s, when each
   * keyword was looked for at each word, and take some 30 ms.
   */
  @Test
  void theCostIsOfTheTextAndNotOfTheKeywords() {
    List<Topic> most = new ArrayList<>();
    for (int topic = 0; topic < 500; topic++) {
      List<String> keywords = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        keywords.add("a ".repeat(27) + (100_000 + topic * 100 + i));
      }
      most.add(new Topic("topic " + topic, keywords, ROUTER.needs(), null));
    }
    Keywords all = Keywords.of(most);
    assertThat(all.bytes()).isLessThan(25_000_000);
    for (String text : List.of("a ".repeat(4_000), "\uFDFA".repeat(8_000), "漫游".repeat(4_000))) {
      assertThat(timed(all, text)).isLessThan(Duration.ofSeconds(2));
    }
    assertThat(all.in("a ".repeat(30) + "100000")).hasSize(1);
  }

  private static Duration timed(Keywords keywords, String text) {
    long start = System.nanoTime();
    keywords.in(text);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Keywords keywordsOf(String... keywords) {
    return Keywords.of(
        List.of(new Topic("it", List.of(keywords), List.of(new Need("x", 1)), null)));
  }
}
