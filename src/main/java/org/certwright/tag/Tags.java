package org.certwright.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tags of things. Each method is a fixed number of statements, however many things there are.
 */
@Service
public class Tags {

    private static final int SUGGESTED = 200;

    private final JdbcClient database;

    Tags(JdbcClient database) {
        this.database = database;
    }

    public List<Tag> of(TagSubject subject, long id) {
        return of(subject, List.of(id)).getOrDefault(id, List.of());
    }

    /** In their order; what has no tag is not among the keys. */
    public Map<Long, List<Tag>> of(TagSubject subject, Collection<Long> ids) {
        var found = new HashMap<Long, List<Tag>>();
        database.sql(
                        subject.in(
                                """
                                select it.%1$s_id, tag.key, tag.value
                                from %1$s_tag it join tag on tag.id = it.tag_id
                                where it.%1$s_id = any(:ids) order by tag.key, tag.value
                                """))
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                            .add(new Tag(row.getString(2), row.getString(3)));
                });
        return found;
    }

    /** The thing has just these tags from now on. */
    @Transactional
    public void put(TagSubject subject, long id, Collection<Tag> tags) {
        add(subject, List.of(id), tags);
        update(
                subject,
                """
                delete from %1$s_tag where %1$s_id = any(:ids) and tag_id not in (
                    select id from tag where (key, value) in (
                        select * from unnest(:keys::text[], :values::text[])))
                """,
                List.of(id),
                tags);
    }

    /**
     * Gives the tags to all these things, in one statement. What has one already keeps it, and what
     * is no longer there is left out.
     *
     * @return how many were given
     */
    @Transactional
    public int add(TagSubject subject, Collection<Long> ids, Collection<Tag> tags) {
        remember(tags);
        return update(
                subject,
                """
                insert into %1$s_tag (%1$s_id, tag_id)
                select it.id, tag.id from %1$s it cross join tag
                where it.id = any(:ids) and (tag.key, tag.value) in (
                    select * from unnest(:keys::text[], :values::text[]))
                on conflict do nothing
                """,
                ids,
                tags);
    }

    /**
     * Takes the tags from all these things, in one statement.
     *
     * @return how many were taken
     */
    @Transactional
    public int remove(TagSubject subject, Collection<Long> ids, Collection<Tag> tags) {
        return update(
                subject,
                """
                delete from %1$s_tag where %1$s_id = any(:ids) and tag_id in (
                    select id from tag where (key, value) in (
                        select * from unnest(:keys::text[], :values::text[])))
                """,
                ids,
                tags);
    }

    /** Those a form proposes, in their order. */
    public List<Tag> suggestions() {
        return database.sql("select key, value from tag order by key, value limit ?")
                .param(SUGGESTED)
                .query((row, _) -> new Tag(row.getString(1), row.getString(2)))
                .list();
    }

    /** In their order: two that remember the same tags at a time never wait for each other. */
    private void remember(Collection<Tag> tags) {
        var sorted = tags.stream().sorted().toList();
        database.sql(
                        """
                        insert into tag (key, value)
                        select * from unnest(:keys::text[], :values::text[]) on conflict do nothing
                        """)
                .param("keys", parts(sorted, Tag::key))
                .param("values", parts(sorted, Tag::value))
                .update();
    }

    private int update(
            TagSubject subject, String statement, Collection<Long> ids, Collection<Tag> tags) {
        return database.sql(subject.in(statement))
                .param("ids", ids.toArray(Long[]::new))
                .param("keys", parts(tags, Tag::key))
                .param("values", parts(tags, Tag::value))
                .update();
    }

    private static String[] parts(Collection<Tag> tags, Function<Tag, String> part) {
        return tags.stream().map(part).toArray(String[]::new);
    }
}
