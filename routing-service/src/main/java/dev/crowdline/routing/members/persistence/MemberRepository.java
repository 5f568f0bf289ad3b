package dev.crowdline.routing.members.persistence;

import dev.crowdline.contracts.VisibleText;
import dev.crowdline.routing.members.domain.Facets;
import dev.crowdline.routing.members.domain.Member;
import dev.crowdline.support.database.Tx;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.UUID;

/**
 * Members as they and operators edit them. Their skills, load and presence are written in sets and
 * lie in tables of their own, see {@link MemberTable} and {@link LoadTable}.
 */
@ApplicationScoped
public class MemberRepository implements PanacheRepositoryBase<MemberEntity, MemberEntity.Key> {

  /** Adds a member; the alias and the person are new in the community. */
  public void add(Tx tx, Member member, String issuer, String subject) {
    persistAndFlush(MemberEntity.of(member, issuer, subject));
  }

  /** Whether another member of the community has the alias, or one that reads the same. */
  public boolean isAliasTaken(Tx tx, Member by) {
    return count(
            "community = ?1 and id <> ?2 and (alias = ?3 or aliasKey = ?4)",
            by.community(),
            by.id(),
            by.alias(),
            VisibleText.key(by.alias()))
        > 0;
  }

  /** Locks a member of a community and says the version that stands; 0 when there is none. */
  public long lock(Tx tx, String community, UUID id) {
    MemberEntity row =
        findById(new MemberEntity.Key(community, id), LockModeType.PESSIMISTIC_WRITE);
    return row == null ? 0 : row.version;
  }

  /** Stores what may change of a member that is locked. */
  public void save(Tx tx, Member member) {
    locked(member.community(), member.id()).take(member);
    flush();
  }

  /** Keeps the levels that an operator decided, of a member that is locked. */
  public void setSkillCeiling(Tx tx, String community, UUID id, Map<String, Integer> ceiling) {
    locked(community, id).skillCeiling = ceiling;
  }

  /** What a member who is locked is found by. */
  public void setFacets(Tx tx, Member member) {
    locked(member.community(), member.id()).facets = Facets.of(member).toArray(String[]::new);
  }

  /** Another version of a member that is locked, though nothing of this row was edited. */
  public void edited(Tx tx, String community, UUID id) {
    getEntityManager().lock(locked(community, id), LockModeType.PESSIMISTIC_FORCE_INCREMENT);
  }

  private MemberEntity locked(String community, UUID id) {
    return findByIdOptional(new MemberEntity.Key(community, id))
        .orElseThrow(() -> new IllegalStateException("not locked: member " + id));
  }
}
