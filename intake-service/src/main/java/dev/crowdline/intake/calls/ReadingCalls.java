package dev.crowdline.intake.calls;

import dev.crowdline.intake.calls.domain.ApiCall;
import dev.crowdline.intake.calls.domain.ApiCall.Integration;
import dev.crowdline.intake.calls.persistence.ApiCallTable;
import dev.crowdline.support.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What an integration called last. */
@ApplicationScoped
public class ReadingCalls {
  private final Database database;
  private final ApiCallTable table;

  ReadingCalls(Database database, ApiCallTable table) {
    this.database = database;
    this.table = table;
  }

  /** The integrations of a community, whichever keys are in force, and the default one. */
  public List<String> integrations(String community) {
    return database.read(sql -> table.integrations(sql, community));
  }

  /** The last calls, the latest first. */
  public List<ApiCall> last(Integration integration) {
    return database.read(sql -> table.last(sql, integration));
  }
}
