package dev.crowdline.edge.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that gateway and services refuse alike, with the status of the refusal. */
public final class Nonsense {
  private Nonsense() {}

  /**
   * By what they are.
   *
   * @param request as {@link RawHttp#send} takes it
   */
  public record Sample(String request, int status) {}

  /**
   * All samples, by a name each.
   *
   * @param path one that a GET and a POST may be sent to
   */
  public static Map<String, Sample> about(String path) {
    Map<String, Sample> all = new LinkedHashMap<>();
    for (String target :
        new String[] {
          "/help/../q/metrics",
          "/help/%2e%2e/q/metrics",
          "/help/.%2E/q/metrics",
          path + "/../../q/metrics",
          path + "/./x",
          "/." + path,
          "/" + path,
          path + "//x",
          path + "/%2fx",
          path + "/%5cx",
          path + "/\\x",
          path + "/%00",
          path + "/%0d%0ax",
          path + "/%25%32%65",
          path + "/%61",
          path + "/%",
          path + "/%zz",
          path + "/%c3",
          path + "/\u00e4",
          path + ";x=1",
          path + "?%00",
          path + "?a=%",
          path + "?a=%ff",
          "*",
          "http://localhost" + path,
          "x",
        }) {
      all.put("GET " + target, new Sample("GET " + target + " HTTP/1.1\nHost: HOST\n\n", 400));
    }
    all.put("OPTIONS *", new Sample("OPTIONS * HTTP/1.1\nHost: HOST\nOrigin: http://x\n\n", 400));
    all.put("no host", new Sample("GET " + path + " HTTP/1.1\n\n", 400));
    all.put("two hosts", new Sample("GET " + path + " HTTP/1.1\nHost: a\nHost: b\n\n", 400));
    all.put("strange host", new Sample("GET " + path + " HTTP/1.1\nHost: a/b\n\n", 400));
    all.put("no HTTP", new Sample("what is this\n\n", 400));
    all.put(
        "a header with a space in its name",
        new Sample("GET " + path + " HTTP/1.1\nHost: HOST\nA b: c\n\n", 400));
    all.put(
        "a long address",
        new Sample("GET " + path + "?" + "a".repeat(16_000) + " HTTP/1.1\nHost: HOST\n\n", 414));
    all.put(
        "a large header",
        new Sample(
            "GET " + path + " HTTP/1.1\nHost: HOST\nA: " + "b".repeat(40_000) + "\n\n", 431));
    for (String coding :
        new String[] {"xchunked", "chunked, identity", "identity", "gzip, chunked"}) {
      all.put(
          "Transfer-Encoding: " + coding,
          new Sample(
              "POST "
                  + path
                  + " HTTP/1.1\nHost: HOST\nContent-Type: application/json\n"
                  + "Transfer-Encoding: "
                  + coding
                  + "\n\n2\n{}\n0\n\n",
              400));
    }
    all.put(
        "Transfer-Encoding twice",
        new Sample(
            "POST "
                + path
                + " HTTP/1.1\nHost: HOST\nTransfer-Encoding: chunked\n"
                + "Transfer-Encoding: chunked\n\n2\n{}\n0\n\n",
            400));
    all.put(
        "a broken chunk",
        new Sample(
            "POST " + path + " HTTP/1.1\nHost: HOST\nTransfer-Encoding: chunked\n\nxx\n{}\n0\n\n",
            400));
    all.put(
        "an encoded body",
        new Sample(
            "POST "
                + path
                + " HTTP/1.1\nHost: HOST\nContent-Encoding: gzip\n"
                + "Content-Length: 2\n\n{}",
            415));
    all.put(
        "a body that says it is too large",
        new Sample("POST " + path + " HTTP/1.1\nHost: HOST\nContent-Length: 300000\n\n", 413));
    all.put(
        "a chunked body over the limit",
        new Sample(
            "POST "
                + path
                + " HTTP/1.1\nHost: HOST\nTransfer-Encoding: chunked\n\n"
                + ("4000\n" + "x".repeat(0x4000) + "\n").repeat(20),
            413));
    all.put("TRACE", new Sample("TRACE " + path + " HTTP/1.1\nHost: HOST\n\n", 405));
    return all;
  }
}
