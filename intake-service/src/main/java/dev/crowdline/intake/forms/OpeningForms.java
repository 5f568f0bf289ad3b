package dev.crowdline.intake.forms;

import dev.crowdline.intake.forms.domain.PublicForm;
import dev.crowdline.intake.forms.persistence.PublicFormTable;
import dev.crowdline.intake.forms.persistence.PublicFormTable.Shown;
import dev.crowdline.support.database.Database;
import dev.crowdline.support.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** A community opens and closes its public form. */
@ApplicationScoped
public class OpeningForms {
  private final Database database;
  private final PublicFormTable forms;
  private final InstantSource clock;

  OpeningForms(Database database, PublicFormTable forms, InstantSource clock) {
    this.database = database;
    this.forms = forms;
    this.clock = clock;
  }

  /** The form of a community that must exist. */
  public PublicForm get(String community) {
    return found(community).form();
  }

  /** Replaces the settings of a community that must exist. */
  public PublicForm put(String community, PublicForm form) {
    found(community);
    database.transact(tx -> {
      forms.put(tx, community, form, clock.instant());
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
