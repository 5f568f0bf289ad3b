package dev.crowdline.contracts;

/**
 * The headers of a record in the CloudEvents 1.0 Kafka binary mode, with our extensions. Source:
 * CloudEvents Kafka Protocol Binding 1.0.2, section 3.2.
 */
public final class Envelope {
  public static final String SPECVERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String COMMUNITY = "ce_community";
  public static final String CAUSATION_ID = "ce_causationid";
  public static final String AGGREGATE_VERSION = "ce_aggregateversion";
  public static final String TRACEPARENT = "ce_traceparent";
  public static final String CONTENT_TYPE = "content-type";

  private Envelope() {}
}
