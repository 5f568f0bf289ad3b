package dev.crowdline.intake.forms;

import dev.crowdline.intake.forms.domain.PublicForm;
import dev.crowdline.intake.forms.persistence.PublicFormTable;
import dev.crowdline.intake.forms.persistence.PublicFormTable.Shown;
import dev.crowdline.support.acts.Acts;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A community opens and closes its public form. */
@ApplicationScoped
public class OpeningForms {
  private final Database database;
  private final PublicFormTable forms;
  private final Acts acts;
  private final InstantSource clock;

  OpeningForms(Database database, PublicFormTable forms, Acts acts, InstantSource clock) {
    this.database = database;
    this.forms = forms;
    this.acts = acts;
    this.clock = clock;
  }

  /** What is done, as it is written down. */
  public enum Kind {
    FORM_CHANGED
  }

  /** The form of a community that must exist. */
  public PublicForm get(String community) {
    return found(community).form();
  }

  /** Replaces the settings of a community that must exist. */
  public PublicForm put(Caller caller, String community, PublicForm form) {
    found(community);
    database.transact(tx -> {
      Instant now = clock.instant();
      forms.put(tx, community, form, now);
      acts.add(
          tx,
          caller,
          community,
          null,
          now,
          Kind.FORM_CHANGED,
          Map.of(
              "open",
              Boolean.toString(form.open()),
              "requestsPerHour",
              Integer.toString(form.requestsPerHour())));
      return form;
    });
    return form;
  }

  /** A form that is open; whether a community exists that has none is nobody's business. */
  Shown open(String community) {
    Shown shown = database.read(sql -> forms.find(sql, community));
    if (shown == null || !shown.form().open()) {
      throw Problem.notFound("open form of", community);
    }
    return shown;
  }

  private Shown found(String community) {
    Shown shown = database.read(sql -> forms.find(sql, community));
    if (shown == null) {
      throw Problem.notFound("community", community);
    }
    return shown;
  }
}
