package dev.crowdline.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a member is registered with. */
final class MemberBody {

  private MemberBody() {}

  static ObjectNode of(String alias, List<String> skills, int level) {
    ObjectNode body = Api.JSON.createObjectNode().put("alias", alias);
    body.putArray("languages").add("en");
    ArrayNode list = body.putArray("skills");
    skills.forEach(skill -> list.addObject().put("skill", skill).put("level", level));
    return body;
  }
}
