package dev.crowdline.support.running;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crowdline.contracts.FactCodec;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One JSON object a line, when {@code crowdline.log-json} is true; never what a person wrote. The
 * platform's {@code traceId} and {@code spanId} are among what the thread says of itself.
 */
@ApplicationScoped
public class JsonLogs {
  private final boolean wanted;
  private final String service;

  JsonLogs(
      @ConfigProperty(name = "crowdline.log-json", defaultValue = "false") boolean wanted,
      @ConfigProperty(name = "crowdline.service") String service) {
    this.wanted = wanted;
    this.service = service;
  }

  void start(@Observes @Priority(1) StartupEvent event) {
    if (wanted) {
      for (Handler handler : Logger.getLogger("").getHandlers()) {
        write(handler, service);
      }
    }
  }

  /** The platform's own handler stands before the console's and writes nothing itself. */
  static void write(Handler handler, String service) {
    handler.setFormatter(new JsonFormatter(service));
    if (handler instanceof ExtHandler outer) {
      for (Handler inner : outer.getHandlers()) {
        write(inner, service);
      }
    }
  }

  private static final class JsonFormatter extends ExtFormatter {
    private final String service;

    JsonFormatter(String service) {
      this.service = service;
    }

    @Override
    public String format(ExtLogRecord event) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("time", event.getInstant().toString());
      line.put("level", event.getLevel().getName());
      line.put("service", service);
      line.put("logger", event.getLoggerName());
      line.put("thread", event.getThreadName());
      line.putAll(event.getMdcCopy());
      line.put("message", formatMessage(event));
      if (event.getThrown() != null) {
        StringWriter stack = new StringWriter();
        event.getThrown().printStackTrace(new PrintWriter(stack));
        line.put("stack", stack.toString());
      }
      try {
        return FactCodec.mapper().writeValueAsString(line) + "\n";
      } catch (JsonProcessingException e) {
        return formatMessage(event) + "\n";
      }
    }
  }
}
