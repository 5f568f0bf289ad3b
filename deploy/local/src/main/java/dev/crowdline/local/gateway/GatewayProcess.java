package dev.crowdline.local.gateway;

import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.Secrets;
import dev.crowdline.local.shop.ShopPage;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;

/** Main class of the gateway child. */
public final class GatewayProcess {
  private static final int INSTANCES = 2;

  private GatewayProcess() {}

  /**
   * Takes the port, the public address, the data directory, where the services are, the shop's
   * port.
   */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    String url = arguments[1];
    DataDir data = new DataDir(Path.of(arguments[2]));
    Targets targets = Targets.parse(arguments[3]);
    SignIn signIn = new SignIn(url, Secrets.loadOrMake(data.secrets()));
    PrefixTable prefixes = PrefixTable.declared();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(INSTANCES));
    vertx
        .deployVerticle(
            () -> new Gateway(port, url, data, prefixes, targets, signIn),
            new DeploymentOptions().setInstances(INSTANCES))
        .onFailure(failure -> {
          System.err.println("The gateway cannot listen on " + port + ": " + failure);
          System.exit(1);
        });
    int shop = Integer.parseInt(arguments[4]);
    vertx
        .deployVerticle(new ShopPage(shop, url))
        .onFailure(failure -> {
          System.err.println("The shop cannot listen on " + shop + ": " + failure);
          System.exit(1);
        });
    Runtime.getRuntime().addShutdownHook(new Thread(vertx::close, "close"));
  }
}
