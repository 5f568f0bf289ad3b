package dev.crowdline.support.database;

import dev.crowdline.contracts.FactCodec;
import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/** Entities keep records in {@code jsonb} in the form that statements write and read, see Json. */
@ApplicationScoped
class JsonOfEntities {

  @Produces
  @Singleton
  @JsonFormat
  @PersistenceUnitExtension
  FormatMapper mapper() {
    return new JacksonJsonFormatMapper(FactCodec.mapper());
  }
}
