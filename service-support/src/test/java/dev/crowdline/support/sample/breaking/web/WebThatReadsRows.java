package dev.crowdline.support.sample.breaking.web;

import dev.crowdline.support.database.Row;

/** Breaks the rule that only persistence knows rows. */
public final class WebThatReadsRows {
  String alias(Row row) {
    return row.text("alias");
  }
}
