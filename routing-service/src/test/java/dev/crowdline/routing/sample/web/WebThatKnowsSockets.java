package dev.crowdline.routing.sample.web;

import io.quarkus.websockets.next.WebSocketConnection;

/** Breaks the rule that only the stream knows sockets. */
public record WebThatKnowsSockets(WebSocketConnection connection) {}
