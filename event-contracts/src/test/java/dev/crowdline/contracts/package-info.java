/**
 * Holds the committed schemas, samples, AsyncAPI document and page of facts against the records.
 */
@org.jspecify.annotations.NullMarked
package dev.crowdline.contracts;
