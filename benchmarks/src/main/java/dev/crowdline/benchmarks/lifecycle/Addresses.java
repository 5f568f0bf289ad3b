package dev.crowdline.benchmarks.lifecycle;

import dev.crowdline.benchmarks.stack.RunningStack;
import java.net.URI;
import java.util.List;

/** Where customers and members go: the gateway, or the services' replicas in turn. */
record Addresses(List<URI> intake, List<URI> routing) {

  static Addresses of(RunningStack stack, boolean direct) {
    if (direct) {
      return new Addresses(stack.addressesOf("intake"), stack.addressesOf("routing"));
    }
    // By number: the gateway listens on IPv4 alone, and no lookup can choose otherwise.
    List<URI> gateway = List.of(URI.create("http://127.0.0.1:" + stack.url().getPort()));
    return new Addresses(gateway, gateway);
  }

  URI intakeFor(int customer) {
    return intake.get(customer % intake.size());
  }

  URI routingFor(int member) {
    return routing.get(member % routing.size());
  }
}
