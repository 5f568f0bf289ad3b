package dev.crowdline.intake.forms;

import dev.crowdline.contracts.Channel;
import dev.crowdline.contracts.Priority;
import dev.crowdline.contracts.Tier;
import dev.crowdline.intake.customers.domain.Contact;
import dev.crowdline.intake.forms.domain.Allowances;
import dev.crowdline.intake.forms.domain.PublicForm;
import dev.crowdline.intake.requests.SubmittingRequests;
import dev.crowdline.intake.requests.SubmittingRequests.Submission;
import dev.crowdline.intake.requests.domain.Request;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody unknown asks. Nothing that is claimed is believed: each question is of a customer of its
 * own, so nobody is recognised, and nobody comes to another's conversation.
 */
@ApplicationScoped
public class AskingByForm {
  private final OpeningForms forms;
  private final SubmittingRequests submitting;
  private final InstantSource clock;
  private final Allowances allowances = new Allowances();

  AskingByForm(OpeningForms forms, SubmittingRequests submitting, InstantSource clock) {
    this.forms = forms;
    this.submitting = submitting;
    this.clock = clock;
  }

  /** The name of a community whose form is open. */
  public String nameOf(String community) {
    return forms.open(community).name();
  }

  /**
   * Takes a question.
   *
   * @param address where it comes from; only counted, never stored
   * @param key a random one of the page, so that a repeat is the same request
   */
  public Request ask(
      String community, String address, @Nullable String key, String language, String text) {
    PublicForm form = forms.open(community).form();
    Duration wait = allowances.take(community, address, form.requestsPerHour(), clock.instant());
    if (!wait.isZero()) {
      throw Problem.tooMany("as much was asked by this form as it takes for now", wait);
    }
    return submitting.submit(
        new Caller("public-form", community, Set.of(), null, null, "public form", null),
        key,
        new Submission(
            text,
            Channel.WEB,
            language,
            Priority.NORMAL,
            Tier.COMMUNITY,
            List.of(),
            new TreeMap<>(),
            Contact.NONE));
  }
}
