package dev.crowdline.routing.assignments.web;

import dev.crowdline.routing.assignments.web.AssignmentView.EarlierDraft;
import dev.crowdline.routing.assignments.web.AssignmentView.EarlierRequest;
import dev.crowdline.routing.assignments.web.AssignmentView.MessageView;
import java.util.List;
import java.util.UUID;

/**
 * What was said on a request, for staff who has not taken it.
 *
 * @param conversation in its order
 * @param drafts what those have left who dropped the work in this round, newest first
 * @param earlier what was said in the requests that this one goes on from, the newest first: at
 *     most three, and none above the reader's tier
 */
public record ConversationView(
    UUID routeId,
    String customerAlias,
    String language,
    List<MessageView> conversation,
    List<EarlierDraft> drafts,
    List<EarlierRequest> earlier) {}
