package dev.crowdline.support.running;

import io.agroal.api.AgroalDataSource;

/** Another service than the one under test, with whose name facts are sent. */
public final class Sender {
  private Sender() {}

  public static ServiceIdentity named(String service, AgroalDataSource database) {
    return new ServiceIdentity(service, database);
  }
}
