package dev.crowdline.intake.knowledge.persistence;

import dev.crowdline.intake.knowledge.domain.Article;
import dev.crowdline.intake.knowledge.domain.Findable.Told;
import dev.crowdline.intake.knowledge.domain.Version;
import dev.crowdline.intake.knowledge.domain.Votes;
import dev.crowdline.support.database.Row;
import dev.crowdline.support.database.Sql;
import dev.crowdline.support.database.SqlArray;
import dev.crowdline.support.database.Tx;
import dev.crowdline.support.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Articles, what they said before, and the votes on them. */
@ApplicationScoped
public class ArticleTable {
  private static final String ALL =
      """
      select a.*, (select count(*) from article_solved s where s.article_id = a.id and s.community = a.community) as solved
      from article a
      """;

  /** Adds one with its first text. */
  public void add(Tx tx, Article article, String by) {
    Article.Content content = article.content();
    Article.Author author = article.author();
    tx.update(
        """
        insert into article (community, id, language, title, question, text, topic, state, author_id, author_alias, request_id, created_at, changed_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        article.community(),
        article.id(),
        content.language(),
        content.title(),
        content.question(),
        content.text(),
        content.topic(),
        article.state(),
        author == null ? null : author.memberId(),
        author == null ? null : author.alias(),
        article.requestId(),
        article.createdAt(),
        article.changedAt(),
        article.version());
    keepText(tx, article, by);
    changed(tx, article.community());
  }

  /** Stores what was changed of a locked one. */
  public void store(Tx tx, Article article, String by) {
    Article.Content content = article.content();
    tx.update(
        """
        update article set language = ?, title = ?, question = ?, text = ?, topic = ?, state = ?,
          helpful = ?, unhelpful = ?, changed_at = ?, version = ?
        where community = ? and id = ?
        """,
        content.language(),
        content.title(),
        content.question(),
        content.text(),
        content.topic(),
        article.state(),
        article.votes().helpful(),
        article.votes().unhelpful(),
        article.changedAt(),
        article.version(),
        article.community(),
        article.id());
    if (article.votes().equals(Votes.NONE)) {
      tx.update(
          "delete from article_vote where community = ? and article_id = ?",
          article.community(),
          article.id());
    }
    keepText(tx, article, by);
    changed(tx, article.community());
  }

  private static void keepText(Tx tx, Article article, String by) {
    tx.update(
        """
        insert into article_text (community, article_id, version, title, question, text, changed_by, at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        article.community(),
        article.id(),
        article.version(),
        article.content().title(),
        article.content().question(),
        article.content().text(),
        by,
        article.changedAt());
  }

  private static void changed(Tx tx, String community) {
    tx.update(
        """
        insert into knowledge as k (community, version) values (?, 1)
        on conflict (community) do update set version = k.version + 1
        """,
        community);
  }

  /** Counts the changes of what a community has. */
  public long version(Sql sql, String community) {
    Long version =
        sql.one(
            "select version from knowledge where community = ?",
            row -> row.bigint("version"),
            community);
    return version == null ? 0 : version;
  }

  /** How many articles a community has. */
  public long count(Sql sql, String community) {
    Long count =
        sql.one(
            "select count(*) as n from article where community = ?",
            row -> row.bigint("n"),
            community);
    return count == null ? 0 : count;
  }

  public @Nullable Article find(Sql sql, String community, UUID id) {
    return sql.one(
        ALL + "where a.community = ? and a.id = ?", ArticleTable::article, community, id);
  }

  /** The one that was made of a request; null when there is none. */
  public @Nullable Article ofRequest(Sql sql, String community, UUID requestId) {
    return sql.one(
        ALL + "where a.community = ? and a.request_id = ?",
        ArticleTable::article,
        community,
        requestId);
  }

  /** Locks one until the transaction ends. */
  public @Nullable Article lock(Tx tx, String community, UUID id) {
    return tx.one(
        ALL + "where a.community = ? and a.id = ? for update of a",
        ArticleTable::article,
        community,
        id);
  }

  /** Published ones, in the order of the ids. */
  public List<Article> published(Sql sql, String community, List<UUID> ids) {
    Map<UUID, Article> found =
        sql
            .query(
                ALL + "where a.community = ? and a.id = any(?) and a.state = 'PUBLISHED'",
                ArticleTable::article,
                community,
                SqlArray.uuids(ids))
            .stream()
            .collect(Collectors.toMap(Article::id, each -> each));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** Those of a language first, then those that helped most, and then the newest. */
  public List<Article> best(Sql sql, String community, @Nullable String language, int most) {
    return sql.query(
        ALL
            + """
            where a.community = ? and a.state = 'PUBLISHED'
            order by a.language = ?::text desc, a.helpful - a.unhelpful desc, a.changed_at desc, a.id limit ?
            """,
        ArticleTable::article,
        community,
        language,
        most);
  }

  /**
   * Published ones that have any of the words of a text, those with rarer places first: the title
   * counts more than the question, and that more than the answer.
   *
   * <p>Plan: bitmap scan of article_found.
   */
  public List<UUID> byWords(Sql sql, String community, String language, String text, int most) {
    return sql.query(
        """
        with asked as materialized (
          select array_to_string(array(
            select '''' || lexeme || '''' from unnest(to_tsvector(article_words(?), ?))
            where lexeme !~ '[''\\\\]' limit 100), ' | ')::tsquery as q
        )
        select a.id from article a cross join asked
        where a.community = ? and a.state = 'PUBLISHED' and a.words @@ asked.q
        order by ts_rank_cd(a.words, asked.q) desc, a.id limit ?
        """,
        row -> row.uuid("id"),
        language,
        text,
        community,
        most);
  }

  /** All published ones, by what they are found by. */
  public List<Told> findable(Sql sql, String community) {
    return sql.query(
        "select id, title, question from article where community = ? and state = 'PUBLISHED' limit ?",
        row -> new Told(row.uuid("id"), row.text("title"), row.text("question")),
        community,
        Article.MOST);
  }

  /**
   * All that there are, in whatever state, by what they are found by; nobody else is told them so
   * until the transaction ends.
   */
  public List<Told> lockKnown(Tx tx, String community) {
    tx.query(
        "select pg_advisory_xact_lock(hashtextextended('article:' || ?, 0))", row -> 1, community);
    return tx.query(
        "select id, title, question from article where community = ? limit ?",
        row -> new Told(row.uuid("id"), row.text("title"), row.text("question")),
        community,
        Article.MOST);
  }

  /** A page of them, the latest changed first. */
  public List<Article> list(
      Sql sql, String community, Article.@Nullable State state, @Nullable Cursor after, int most) {
    return sql.query(
        ALL
            + """
            where a.community = ? and (?::text is null or a.state = ?)
              and (?::timestamptz is null or (a.changed_at, a.id) < (?, ?::uuid))
            order by a.changed_at desc, a.id desc limit ?
            """,
        ArticleTable::article,
        community,
        state,
        state,
        after == null ? null : after.at(),
        after == null ? null : after.at(),
        after == null ? null : after.id(),
        most);
  }

  /** What one said in its versions, the latest first. */
  public List<Version> versions(Sql sql, String community, UUID id, int most) {
    return sql.query(
        """
        select * from article_text where community = ? and article_id = ? order by version desc limit ?
        """,
        row ->
            new Version(
                row.bigint("version"),
                row.text("title"),
                row.text("question"),
                row.text("text"),
                row.text("changed_by"),
                row.instant("at")),
        community,
        id,
        most);
  }

  /** Notes what a reader says of an article, once each reader, and counts what all say. */
  public Votes vote(
      Tx tx, String community, UUID articleId, String voter, boolean helpful, Instant now) {
    tx.update(
        """
        insert into article_vote (community, article_id, voter, helpful, at) values (?, ?, ?, ?, ?)
        on conflict (article_id, voter, community) do update set helpful = excluded.helpful, at = excluded.at
        """,
        community,
        articleId,
        voter,
        helpful,
        now);
    Votes votes =
        tx.one(
            """
            select count(*) filter (where helpful)::int as helpful, count(*) filter (where not helpful)::int as unhelpful
            from article_vote where community = ? and article_id = ?
            """,
            row -> new Votes(row.integer("helpful"), row.integer("unhelpful")),
            community,
            articleId);
    return votes == null ? Votes.NONE : votes;
  }

  /** Stores what readers say of a locked one whose text and state stay. */
  public void storeVotes(Tx tx, Article article) {
    tx.update(
        "update article set helpful = ?, unhelpful = ? where community = ? and id = ?",
        article.votes().helpful(),
        article.votes().unhelpful(),
        article.community(),
        article.id());
  }

  /** Notes that an article ended a request. */
  public void solved(Tx tx, String community, UUID requestId, UUID articleId, Instant now) {
    tx.update(
        "insert into article_solved (community, request_id, article_id, at) values (?, ?, ?, ?)",
        community,
        requestId,
        articleId,
        now);
  }

  /** Forgets proposals that were made of these requests: nobody has read them for the company. */
  public void forget(Tx tx, String community, Collection<UUID> requests) {
    tx.update(
        "delete from article where community = ? and request_id = any(?) and state = 'PROPOSED'",
        community,
        SqlArray.uuids(requests));
  }

  private static Article article(Row row) {
    UUID author = row.uuidOrNull("author_id");
    return new Article(
        row.uuid("id"),
        row.text("community"),
        row.constant("state", Article.State.class),
        new Article.Content(
            row.text("language"),
            row.text("title"),
            row.text("question"),
            row.text("text"),
            row.textOrNull("topic")),
        author == null ? null : new Article.Author(author, row.text("author_alias")),
        row.uuidOrNull("request_id"),
        new Votes(row.integer("helpful"), row.integer("unhelpful")),
        row.bigint("solved"),
        row.instant("created_at"),
        row.instant("changed_at"),
        row.bigint("version"));
  }
}
