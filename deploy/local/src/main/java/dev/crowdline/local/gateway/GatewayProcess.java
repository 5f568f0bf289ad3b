package dev.crowdline.local.gateway;

/** Main class of the gateway child. */
public final class GatewayProcess {

  private GatewayProcess() {}

  public static void main(String[] arguments) {}
}
