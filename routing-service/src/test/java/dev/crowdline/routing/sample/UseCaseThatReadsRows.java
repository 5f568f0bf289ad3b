package dev.crowdline.routing.sample;

import dev.crowdline.support.database.Row;

/** Breaks the rule that only persistence knows rows and arrays of SQL. */
public final class UseCaseThatReadsRows {
  String alias(Row row) {
    return row.text("alias");
  }
}
