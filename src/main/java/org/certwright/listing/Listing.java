package org.certwright.listing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;

/** The definition of one list. A bean of the feature whose list it is. */
public final class Listing {

    private final String key;
    private final String title;
    private final String path;
    private final String from;
    private final String alias;
    private Role role = Role.AUDITOR;
    private String noun = "row";
    private String nouns = "rows";
    private @Nullable String tally;
    private String joins = "";
    private String always = "true";
    private final List<Column> columns = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final Map<String, String> reads = new LinkedHashMap<>();
    private Sort sort = Sort.by("");
    private String searchHint = "Search";
    private Function<String, String> search = _ -> "true";

    private Listing(String key, String title, String path, String from) {
        this.key = key;
        this.title = title;
        this.path = path;
        this.from = from;
        this.alias = from.substring(from.lastIndexOf(' ') + 1);
    }

    /**
     * @param key in addresses of exports and of the API, in the plural: {@code certificates}
     * @param path of the page
     * @param from table and alias of the row itself, {@code certificate c}; it has a column id
     */
    public static Listing of(String key, String title, String path, String from) {
        return new Listing(key, title, path, from);
    }

    /** Who may read it, on the page, as export and through the API. */
    public Listing onlyFor(Role role) {
        this.role = role;
        return this;
    }

    /** What one row is, for sentences: "3 certificates". */
    public Listing of(String noun) {
        return named(noun, noun + "s");
    }

    public Listing named(String one, String many) {
        this.noun = one;
        this.nouns = many;
        return this;
    }

    /** Tables that cells are read from; each row has at most one match in them. */
    public Listing joining(String joins) {
        this.joins = joins;
        return this;
    }

    /** What is true of every row of the list. */
    public Listing where(String condition) {
        this.always = condition;
        return this;
    }

    public Listing columns(Column... columns) {
        this.columns.addAll(Arrays.asList(columns));
        return this;
    }

    /**
     * Where rows of one kind are counted already, for the numbers of the tabs.
     *
     * @param tally a table under the alias of the list, with what the conditions of the views name,
     *     and the {@code number} of rows, a sum
     */
    public Listing talliedIn(String tally) {
        this.tally = tally;
        return this;
    }

    /** Tabs; the first one shows everything. */
    public Listing views(View... views) {
        this.views.addAll(Arrays.asList(views));
        return this;
    }

    /** What the menu of each row needs, whichever columns are shown. */
    public Listing reading(String name, String expression) {
        reads.put(name, expression);
        return this;
    }

    public Listing sortedBy(Sort sort) {
        this.sort = sort;
        return this;
    }

    /**
     * The quick search.
     *
     * @param hint what is searched, in words
     * @param condition of the row, given what stands for the pattern, in lower case for {@code
     *     like}
     */
    public Listing searched(String hint, Function<String, String> condition) {
        this.searchHint = hint;
        this.search = condition;
        return this;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }

    public String noun() {
        return noun;
    }

    /** "1 certificate", "1,284 certificates". */
    public String counted(long count) {
        return "%,d %s".formatted(count, count == 1 ? noun : nouns);
    }

    public String searchHint() {
        return searchHint;
    }

    public Role role() {
        return role;
    }

    public List<Column> columns() {
        return List.copyOf(columns);
    }

    public List<View> views() {
        return List.copyOf(views);
    }

    public View view(String key) {
        return findView(key).orElseThrow();
    }

    /** Where a tile or a link leads. */
    public String address(View view) {
        return view.equals(views.getFirst()) ? path : path + "?view=" + view.key();
    }

    /** Where a link leads that shows the rows of one value. */
    public String address(String column, Operator operator, String value) {
        return ListQuery.all(this)
                .and(new Filter(column(column).orElseThrow(), operator, value))
                .address();
    }

    Optional<View> findView(String key) {
        return views.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    Optional<Column> column(String key) {
        return columns.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    List<String> defaultColumns() {
        return columns.stream().filter(Column::isShown).map(Column::key).toList();
    }

    Sort sort() {
        return sort;
    }

    String from() {
        return from;
    }

    @Nullable String tally() {
        return tally;
    }

    String id() {
        return alias + ".id";
    }

    String joins() {
        return joins;
    }

    String always() {
        return always;
    }

    Map<String, String> reads() {
        return reads;
    }

    String search(String text, Values values) {
        return search.apply(Kind.Text.folded(LikePattern.containing(text), values));
    }
}
