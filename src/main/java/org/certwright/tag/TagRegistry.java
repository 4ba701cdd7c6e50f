package org.certwright.tag;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.certwright.listing.LikePattern;
import org.certwright.web.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Renames, merges and deletes tags, and knows how often each is used. */
@Service
class TagRegistry {

    static final int SHOWN = 200;

    private final List<TagSubject> subjects;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;

    TagRegistry(List<TagSubject> subjects, JdbcClient database, ApplicationEventPublisher events) {
        this.subjects = subjects.stream().sorted(Comparator.comparing(TagSubject::label)).toList();
        this.database = database;
        this.events = events;
    }

    List<TagSubject> subjects() {
        return subjects;
    }

    /** The first 200 whose text contains this, in their order. */
    List<TagUse> uses(String search) {
        return database.sql(
                        "select %s from tag where key || '=' || value ilike ? order by key, value limit ?"
                                .formatted(columns()))
                .params(LikePattern.containing(search), SHOWN)
                .query(this::use)
                .list();
    }

    long count() {
        return database.sql("select count(*) from tag").query(Long.class).single();
    }

    long unused() {
        return database.sql("select count(*) from tag where " + unusedCondition())
                .query(Long.class)
                .single();
    }

    TagUse get(long id) {
        return database.sql("select %s from tag where id = ?".formatted(columns()))
                .param(id)
                .query(this::use)
                .optional()
                .orElseThrow(() -> new NotFoundException("There is no tag %d.".formatted(id)));
    }

    /**
     * What carried the tag carries the new one; one that is there already becomes one with it.
     *
     * @return whether two became one
     */
    @Transactional
    public boolean rename(long id, Tag name) {
        alone();
        var before = get(id).tag();
        var other =
                database.sql("select id from tag where key = ? and value = ? and id <> ?")
                        .params(name.key(), name.value(), id)
                        .query(Long.class)
                        .optional();
        other.ifPresentOrElse(it -> merge(id, it), () -> write(id, name));
        if (!name.equals(before)) {
            events.publishEvent(TagChange.renamed(id, before, name, other.isPresent()));
        }
        return other.isPresent();
    }

    /** Takes it from everything that carries it. */
    @Transactional
    public Tag delete(long id) {
        alone();
        var use = get(id);
        subjects.forEach(it -> takeFromAll(it, id));
        database.sql("delete from tag where id = ?").param(id).update();
        events.publishEvent(TagChange.deleted(id, use.tag(), carriers(use)));
        return use.tag();
    }

    /**
     * @return how many there were
     */
    @Transactional
    public int deleteUnused() {
        alone();
        var gone =
                database.sql(
                                "delete from tag where %s returning key, value"
                                        .formatted(unusedCondition()))
                        .query((row, _) -> new Tag(row.getString(1), row.getString(2)))
                        .list();
        if (!gone.isEmpty()) {
            events.publishEvent(TagChange.unusedDeleted(gone));
        }
        return gone.size();
    }

    /** "Bots: 3, Servers: 12"; only the kinds of which something carries it. */
    String carriers(TagUse use) {
        return IntStream.range(0, subjects.size())
                .filter(it -> use.counts().get(it) > 0)
                .mapToObj(it -> subjects.get(it).label() + ": " + use.counts().get(it))
                .collect(Collectors.joining(", "));
    }

    private void merge(long id, long into) {
        for (var subject : subjects) {
            database.sql(
                            subject.in(
                                    """
                                    insert into %1$s_tag (%1$s_id, tag_id)
                                    select %1$s_id, ? from %1$s_tag where tag_id = ?
                                    on conflict do nothing
                                    """))
                    .params(into, id)
                    .update();
            takeFromAll(subject, id);
        }
        database.sql("delete from tag where id = ?").param(id).update();
    }

    private void write(long id, Tag name) {
        database.sql("update tag set key = ?, value = ? where id = ?")
                .params(name.key(), name.value(), id)
                .update();
    }

    private void takeFromAll(TagSubject subject, long id) {
        database.sql(subject.in("delete from %1$s_tag where tag_id = ?")).param(id).update();
    }

    /** Who gives a tag to something meanwhile waits; so none is lost with a tag that goes. */
    private void alone() {
        database.sql("lock table tag in share row exclusive mode").update();
    }

    private String columns() {
        return subjects.stream()
                .map(it -> it.in(", (select count(*) from %1$s_tag it where it.tag_id = tag.id)"))
                .collect(Collectors.joining("", "id, key, value", ""));
    }

    private String unusedCondition() {
        return subjects.stream()
                .map(it -> it.in("not exists (select from %1$s_tag it where it.tag_id = tag.id)"))
                .collect(Collectors.joining(" and "));
    }

    private TagUse use(ResultSet row, int at) throws SQLException {
        var counts = new Long[subjects.size()];
        for (var it = 0; it < counts.length; it++) {
            counts[it] = row.getLong(it + 4);
        }
        return new TagUse(
                row.getLong("id"),
                new Tag(row.getString("key"), row.getString("value")),
                List.of(counts));
    }
}
