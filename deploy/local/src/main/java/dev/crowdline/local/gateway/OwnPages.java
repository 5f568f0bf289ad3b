package dev.crowdline.local.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crowdline.local.launcher.DataDir;
import dev.crowdline.local.launcher.StackState;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** The first page, where the pages sign in, and how the stack is. */
final class OwnPages {
  /** The provider takes any client; the pages need one name. */
  private static final String CLIENT_ID = "crowdline-pages";

  private static final Set<String> OWN =
      Set.of("/", "/config.json", "/status.json", "/mail", "/mail/");

  private final String url;
  private final DataDir data;
  private final PageFiles files = new PageFiles("/start/", "/who/", "/mail/");
  private final String landing = Html.page("start", Html.accountRows());
  private final String mail = Html.page("mail", "");

  OwnPages(String url, DataDir data) {
    this.url = url;
    this.data = data;
  }

  void handle(HttpServerRequest request, String path) {
    if (files.has(path)) {
      files.answer(request, path);
    } else if (!OWN.contains(path)) {
      Answers.notFound(request);
    } else if (!request.method().equals(HttpMethod.GET)
        && !request.method().equals(HttpMethod.HEAD)) {
      Answers.methodNotAllowed(request, "GET, HEAD");
    } else if (path.equals("/")) {
      Answers.text(request, "text/html; charset=utf-8", landing);
    } else if (path.equals("/mail")) {
      Answers.redirect(request, "/mail/");
    } else if (path.equals("/mail/")) {
      Answers.text(request, "text/html; charset=utf-8", mail);
    } else if (path.equals("/config.json")) {
      Answers.text(request, "application/json", config());
    } else {
      Answers.text(request, "application/json", status());
    }
  }

  /** Where and as whom the pages sign people in. */
  private String config() {
    return new JsonMapper()
        .createObjectNode()
        .put("issuer", url + "/" + SignIn.ISSUER_ID)
        .put("clientId", CLIENT_ID)
        .toString();
  }

  /** Names and health only: the state file also holds passwords. */
  private String status() {
    ObjectNode status = new JsonMapper().createObjectNode();
    StackState state = StackState.read(data.state()).orElse(null);
    status.put("state", state == null ? "unknown" : state.state());
    ArrayNode processes = status.putArray("processes");
    if (state != null) {
      state
          .processes()
          .forEach(process ->
              processes
                  .addObject()
                  .put("name", process.name())
                  .put("healthy", process.healthy())
                  .put("restarts", process.restarts()));
    }
    return status.toString();
  }
}
