package dev.crowdline.support.sample.breaking.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;

/** Breaks the rule that a repository is called one. */
public interface PersistenceThatHidesPanache extends PanacheRepositoryBase<Object, Long> {}
