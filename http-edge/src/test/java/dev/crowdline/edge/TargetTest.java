package dev.crowdline.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/requests",
        "/v1/requests/",
        "/v1/requests?limit=3&cursor=a%2Bb%3D",
        "/v1/skills/caf%C3%A9",
        "/v1/skills/caf%c3%a9%20cr%c3%a8me",
        "/v1/skills/a,b:c@d!$&'()*+=~.x",
        "/kit/lib/lit@3.3.3/index.js",
        "/_static/..a/b..c/...",
        "/v1/requests?q=%E6%BC%AB&x=[1]|\"",
      })
  void wellFormed(String target) {
    assertThat(Target.fault(target)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "x",
        "http://localhost/v1",
        "//v1",
        "/v1//requests",
        "/v1/./requests",
        "/v1/..",
        "/..",
        "/v1/%2e%2e/q",
        "/v1/.%2E/q",
        "/v1/%2F",
        "/v1/%5C",
        "/v1/\\",
        "/v1/%00",
        "/v1/%7f",
        "/v1/%252e",
        "/v1/%61",
        "/v1/%",
        "/v1/%4",
        "/v1/%g0",
        "/v1/%c3",
        "/v1/%ed%a0%80",
        "/v1/%c0%ae",
        "/v1;a=b",
        "/v1/\u00e4",
        "/v1/a b",
        "/v1?%00",
        "/v1?%",
        "/v1?a=%ff",
        "/v1?a#b",
      })
  void refused(String target) {
    assertThat(Target.fault(target)).isPresent();
  }
}
