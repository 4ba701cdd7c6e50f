package org.certwright.certificate;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.certwright.bulk.BulkAction;
import org.certwright.bulk.BulkRequest;
import org.certwright.listing.ActionInput;
import org.jspecify.annotations.Nullable;

/** Something done with many certificates, which carry the name of the batch from then on. */
public final class BatchAction implements BulkAction {

    private final String key;
    private final String label;
    private final String icon;
    private final int order;
    private final String question;
    private final BiFunction<Long, BulkRequest, String> work;
    private @Nullable String fields;
    private List<ActionInput> inputs = List.of();
    private Supplier<Map<String, Object>> model = Map::of;
    private Function<Map<String, String>, Map<String, String>> check = _ -> Map.of();
    private boolean destructive;

    /**
     * @param question asked before; {@code %s} stands for "12 certificates"
     * @param work done with each, in one transaction with its result; answers what was done
     */
    public BatchAction(
            String key,
            String label,
            String icon,
            int order,
            String question,
            BiFunction<Long, BulkRequest, String> work) {
        this.key = key;
        this.label = label;
        this.icon = icon;
        this.order = order;
        this.question = question;
        this.work = work;
    }

    /**
     * With fields to be filled in before.
     *
     * @param fragment that holds them, as {@code certificate/batch :: bot}
     */
    BatchAction asking(
            String fragment,
            Supplier<Map<String, Object>> model,
            Function<Map<String, String>, Map<String, String>> check) {
        this.fields = fragment;
        this.model = model;
        this.check = check;
        return this;
    }

    /** What the fields are, for programs. */
    BatchAction needing(ActionInput... inputs) {
        this.inputs = List.of(inputs);
        return this;
    }

    BatchAction destructive() {
        this.destructive = true;
        return this;
    }

    @Override
    public String list() {
        return CertificateListing.KEY;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String icon() {
        return icon;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public boolean isDestructive() {
        return destructive;
    }

    @Override
    public String question(String rows) {
        return question.formatted(rows);
    }

    @Override
    public @Nullable String fields() {
        return fields;
    }

    @Override
    public List<ActionInput> inputs() {
        return inputs;
    }

    @Override
    public Map<String, Object> model() {
        return model.get();
    }

    @Override
    public Map<String, String> check(Map<String, String> filled) {
        return check.apply(filled);
    }

    @Override
    public String perform(long id, BulkRequest request) {
        return work.apply(id, request);
    }
}
