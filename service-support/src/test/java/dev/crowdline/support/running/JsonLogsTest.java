package dev.crowdline.support.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crowdline.contracts.FactCodec;
import java.io.IOException;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.handlers.AsyncHandler;
import org.jboss.logmanager.handlers.WriterHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonLogsTest {
  @Test
  @DisplayName("a line is JSON wherever its handler stands, with what the thread says of itself")
  void behindTheHandlerOfThePlatform() throws IOException {
    StringWriter written = new StringWriter();
    WriterHandler console = new WriterHandler();
    console.setWriter(written);
    AsyncHandler platform = new AsyncHandler();
    platform.addHandler(console);
    JsonLogs.write(platform, "sample");
    ExtLogRecord event =
        new ExtLogRecord(Level.WARN, "late by %d ms", ExtLogRecord.FormatStyle.PRINTF, "Sample");
    event.setParameters(new Object[] {7});
    event.setLoggerName("clocks");
    event.putMdc("traceId", "0af7651916cd43dd8448eb211c80319c");
    console.publish(event);
    console.flush();
    JsonNode line = FactCodec.mapper().readTree(written.toString());
    assertThat(line.path("message").asText()).isEqualTo("late by 7 ms");
    assertThat(line.path("service").asText()).isEqualTo("sample");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }
}
