package dev.crowdline.support.testing;

import io.restassured.RestAssured;
import org.eclipse.microprofile.config.ConfigProvider;

/** The management port of the service under test: metrics, health, and what it says of itself. */
public final class Management {
  private Management() {}

  /** What a GET answers there. */
  public static String get(String path) {
    return RestAssured.given().port(port()).get(path).asString();
  }

  /** The port that it listens on. */
  public static int port() {
    return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
  }
}
