package dev.crowdline.intake.widgets.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @DisplayName("an origin is kept as browsers write it")
  @CsvSource({
    "https://shop.example.org, https://shop.example.org",
    "https://Shop.Example.ORG, https://shop.example.org",
    "https://shop.example.org:443, https://shop.example.org",
    "https://shop.example.org:8443, https://shop.example.org:8443",
    "https://xn--mnchen-3ya.example.org, https://xn--mnchen-3ya.example.org",
    "https://[2001:db8::1]:8443, https://[2001:db8::1]:8443",
    "http://localhost:80, http://localhost",
    "http://localhost:3000, http://localhost:3000",
    "http://127.0.0.1:3000, http://127.0.0.1:3000",
    "http://[::1]:3000, http://[::1]:3000"
  })
  void taken(String written, String kept) {
    assertThat(Origin.of(written)).map(Origin::text).contains(kept);
  }

  @ParameterizedTest
  @DisplayName("what is no origin, or one that anybody on the way can change, is none")
  @ValueSource(
      strings = {
        "",
        "null",
        "*",
        "shop.example.org",
        "http://shop.example.org",
        "http://localhost.example.org",
        "https://shop.example.org/",
        "https://shop.example.org/path",
        "https://ada@shop.example.org",
        "https://*.example.org",
        "https://shop..example.org",
        "https://-shop.example.org",
        "https://shop.example.org:0",
        "https://shop.example.org:65536",
        "https://münchen.example.org",
        " https://shop.example.org",
        "https://shop.example.org\nhttps://evil.example.org",
        "ftp://shop.example.org",
        "file://"
      })
  void refused(String written) {
    assertThat(Origin.of(written)).isEmpty();
  }
}
