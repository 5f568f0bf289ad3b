package dev.crowdline.routing.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crowdline.contracts.Need;
import dev.crowdline.contracts.Tier;
import dev.crowdline.routing.imports.domain.MemberSheet.Column;
import dev.crowdline.routing.imports.domain.MemberSheet.Listed;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberSheetTest {
  private static List<String> faults(String text) {
    return MemberSheet.of(text).faults().stream()
        .map(f -> f.line() + " " + f.column() + ": " + f.reason())
        .toList();
  }

  @Test
  @DisplayName(
      "a file as spreadsheets write it is read, whatever separates and surrounds its cells")
  void everyForm() {
    Listed robin =
        new Listed(
            2,
            "Robin",
            "r-1",
            null,
            Tier.SPECIALIST,
            List.of(new Need("vpn", 3), new Need("wi-fi", 1)),
            List.of("en", "de"));
    for (String text :
        List.of(
            "name,sign-in,tier,skills,languages\nRobin,r-1,SPECIALIST,vpn 3; wi-fi,en; de-AT\n",
            "\ufeffName;Sign-in;Tier;Skills;Languages\r\nRobin;r-1;specialist;\"vpn:3;wi-fi\";\"en|de\"\r\n",
            "name\tsign in\ttier\tskills\tlanguages\n\"Robin\"\tr-1\tSpecialist\tvpn=3, wi-fi 1\ten,de",
            "name,sign_in,tier,skills,languages\n  Robin , r-1,SPECIALIST,\"vpn 3,wi-fi\",\"en,de\"\n\n\n")) {
      MemberSheet sheet = MemberSheet.of(text);
      assertThat(sheet.faults()).isEmpty();
      assertThat(sheet.rows()).containsExactly(robin);
    }
  }

  @Test
  @DisplayName("lines are counted as an editor counts them, line breaks inside a cell among them")
  void linesAreCounted() {
    MemberSheet sheet =
        MemberSheet.of("name,sign-in,skills\n\n\"Ada\",a,\"vpn 3\nwi-fi 2\"\nBen,,\nCleo,c,vpn 9");
    assertThat(sheet.rows())
        .extracting(Listed::line, Listed::name)
        .containsExactly(tuple(3, "Ada"));
    assertThat(sheet.rows().getFirst().skills())
        .containsExactly(new Need("vpn", 3), new Need("wi-fi", 2));
    assertThat(faults("name,sign-in,skills\n\n\"Ada\",a,\"vpn 3\nwi-fi 2\"\nBen,,\nCleo,c,vpn 9"))
        .containsExactly(
            "5 sign-in: must be there, with at most 500 characters",
            "6 skills: the level of 'vpn' is from 1 to 5, not 9");
  }

  @Test
  @DisplayName("marks within marks are one mark, and a column that is not there is not given")
  void marks() {
    MemberSheet sheet = MemberSheet.of("name,sign-in\n\"Ada \"\"the first\"\"\",a");
    assertThat(sheet.rows().getFirst().name()).isEqualTo("Ada \"the first\"");
    assertThat(sheet.columns()).containsExactlyInAnyOrder(Column.NAME, Column.SIGN_IN);
    assertThat(sheet.rows().getFirst().languages()).containsExactly("en");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Support,a,,,                 | 2 name: looks like admin, staff or support; people would take it for the company",
        ",a,,,                        | 2 name: must be there and have visible characters only",
        "Ada,a,BOSS,,                 | 2 tier: 'BOSS' is none; there are [COMMUNITY, CONTRACTOR, SPECIALIST]",
        "Ada,a,,vpn 0,                | 2 skills: the level of 'vpn' is from 1 to 5, not 0",
        "Ada,a,,vpn 3; vpn 2,         | 2 skills: names 'vpn' more than once",
        "Ada,a,,,xx-qq-zz1!           | 2 languages: 'xx-qq-zz1!' must be the BCP 47",
        "Ada,a,,                      | 2 null: has 4 columns and the first line has 5",
      })
  void whatIsWrongIsNamedWithItsLine(String line, String fault) {
    assertThat(faults("name,sign-in,tier,skills,languages\n" + line.strip()))
        .singleElement()
        .asString()
        .startsWith(fault.strip());
  }

  @Test
  void twoLinesAreNotOnePersonNorOneName() {
    assertThat(faults("name,sign-in\nAda,a\nADA,b\nBen,a"))
        .containsExactly("3 name: is that of line 2", "4 sign-in: is that of line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "name\nAda",
        "name,sign-in",
        "name,sign-in,age\nAda,a,3",
        "name,sign-in,name\nA,a,B",
        "name,sign-in\n\"Ada,a"
      })
  void aFileThatIsNoneSaysWhy(String text) {
    MemberSheet sheet = MemberSheet.of(text);
    assertThat(sheet.faults()).isNotEmpty();
    assertThat(sheet.rows()).isEmpty();
  }

  @Test
  void aThousandAreRead() {
    StringBuilder text = new StringBuilder("name,sign-in\n");
    for (int i = 0; i < MemberSheet.MOST; i++) {
      text.append("m").append(i).append(',').append(i).append('\n');
    }
    assertThat(MemberSheet.of(text.toString()).rows()).hasSize(MemberSheet.MOST);
    text.append("one,more\n");
    assertThat(faults(text.toString()))
        .containsExactly("1002 null: at most 1000 members at once; send them in parts");
  }
}
