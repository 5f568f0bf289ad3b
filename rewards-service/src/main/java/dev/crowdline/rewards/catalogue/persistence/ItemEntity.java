package dev.crowdline.rewards.catalogue.persistence;

import dev.crowdline.rewards.catalogue.domain.Fulfilment;
import dev.crowdline.rewards.catalogue.domain.Item;
import dev.crowdline.rewards.catalogue.domain.ItemKind;
import dev.crowdline.support.database.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code catalogue_item}. */
@Entity
@Table(name = "catalogue_item")
@IdClass(ItemEntity.Key.class)
class ItemEntity {
  @Id String community;
  @Id UUID id;
  String name;
  String description;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  ItemKind kind;

  long price;
  long valueMinor;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Fulfilment fulfilment;

  @Nullable String region;
  @Nullable Instant validFrom;
  @Nullable Instant validTo;
  boolean offered;
  int fromRung;
  Instant createdAt;
  Instant changedAt;
  @Version long version = 1;

  record Key(String community, UUID id) {}

  void take(Item item, Instant now) {
    name = item.name();
    description = item.description();
    kind = item.kind();
    price = item.price();
    valueMinor = item.valueMinor();
    fulfilment = item.fulfilment();
    region = item.region();
    validFrom = item.validFrom();
    validTo = item.validTo();
    offered = item.offered();
    fromRung = item.fromRung();
    changedAt = now;
  }

  Versioned<Item> toItem() {
    return new Versioned<>(
        new Item(
            id,
            name,
            description,
            kind,
            price,
            valueMinor,
            fulfilment,
            region,
            validFrom,
            validTo,
            offered,
            fromRung),
        version);
  }
}
