package org.certwright.tag;

import java.util.List;
import java.util.stream.Collectors;
import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/** A person changed what tags there are. */
record TagChange(String subjectId, String action, String text, @Nullable String details)
        implements Audited {

    static TagChange renamed(long id, Tag before, Tag after, boolean merged) {
        return new TagChange(
                String.valueOf(id),
                merged ? "Merged" : "Renamed",
                after.toString(),
                "tag: %s → %s".formatted(before, after));
    }

    static TagChange deleted(long id, Tag tag, String carriers) {
        return new TagChange(
                String.valueOf(id),
                "Deleted",
                tag.toString(),
                carriers.isEmpty() ? null : "taken from: " + carriers);
    }

    static TagChange unusedDeleted(List<Tag> tags) {
        return new TagChange(
                "unused",
                "Deleted",
                tags.size() == 1 ? "1 unused tag" : tags.size() + " unused tags",
                tags.stream().map(Tag::toString).collect(Collectors.joining("\n")));
    }

    @Override
    public String subjectType() {
        return "Tag";
    }
}
