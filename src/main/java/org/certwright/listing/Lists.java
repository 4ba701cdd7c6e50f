package org.certwright.listing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.certwright.security.CurrentUser;
import org.certwright.web.BadRequestException;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** The lists of all features, for pages, tiles, exports and programs. */
@Service
public class Lists {

    private final ObjectProvider<Listing> listings;
    private final ListReader reader;
    private final ListPreferences preferences;
    private final SavedViews saved;
    private final CurrentUser user;
    private final Clock clock;

    Lists(
            ObjectProvider<Listing> listings,
            ListReader reader,
            ListPreferences preferences,
            SavedViews saved,
            CurrentUser user,
            Clock clock) {
        this.listings = listings;
        this.reader = reader;
        this.preferences = preferences;
        this.saved = saved;
        this.user = user;
        this.clock = clock;
    }

    /** Those the user of this request may read, by key. */
    public List<Listing> readable() {
        return listings.stream()
                .filter(it -> user.may(it.role()))
                .sorted(Comparator.comparing(Listing::key))
                .toList();
    }

    /**
     * @throws NotFoundException when there is none of this key
     * @throws AccessDeniedException when the user of this request may not read it
     */
    public Listing get(String key) {
        var listing =
                listings.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElseThrow(() ->
                                new NotFoundException("There is no list “%s”.".formatted(key)));
        if (!user.may(listing.role()))
            throw new AccessDeniedException(
                    "The list %s is for role %s".formatted(key, listing.role()));
        return listing;
    }

    /**
     * What a page shows, as the model attribute {@code list} of {@code listing/list}.
     *
     * @param asked the parameters of the address
     * @throws BadRequestException when they name something the list does not have
     */
    public ListPage page(String key, MultiValueMap<String, String> asked) {
        var listing = get(key);
        var draft = new ListAddress(listing, asked, clock).draft(user.zone());
        var query = draft.query();
        var own = preferences.of(user.getUsername(), listing);
        var columns = columns(listing, query.columns().isEmpty() ? own.columns() : query.columns());
        var size = query.size() > 0 ? query.size() : own.size();
        var counts = reader.counts(listing);
        var total =
                query.isRestricted()
                        ? reader.count(query, user.zone())
                        : counts.getOrDefault(query.view(), 0L);
        var pages = (int) Math.max(1, Math.ceilDiv(total, size));
        var shown = query.at(Math.min(query.page(), pages));
        return new ListPage(
                shown,
                draft,
                columns,
                reader.page(shown, columns, total, size, user.zone()),
                counts,
                total,
                size,
                saved.of(user.getUsername(), listing),
                clock.instant());
    }

    /** How many rows each tab has; a tile counts with the same. */
    public Map<View, Long> counts(Listing listing) {
        return reader.counts(listing);
    }

    /**
     * @throws BadRequestException when the parameters name something the list does not have, or a
     *     value that cannot be read
     */
    public ListQuery query(Listing listing, MultiValueMap<String, String> asked) {
        return new ListAddress(listing, asked, clock).read(user.zone());
    }

    /**
     * @param parameters of an address, encoded
     * @throws BadRequestException as {@link #query(Listing, MultiValueMap)}
     */
    public ListQuery query(Listing listing, String parameters) {
        return query(listing, decoded(parameters));
    }

    /**
     * @param parameters of an address, encoded
     * @throws BadRequestException when they are not encoded as parameters are
     */
    public static MultiValueMap<String, String> decoded(String parameters) {
        try {
            return decode(parameters);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "The parameters “%s” cannot be read.".formatted(parameters));
        }
    }

    private static MultiValueMap<String, String> decode(String parameters) {
        var decoded = new LinkedMultiValueMap<String, String>();
        UriComponentsBuilder.newInstance()
                .query(parameters)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        values.forEach(it ->
                                decoded.add(
                                        name,
                                        it == null
                                                ? ""
                                                : URLDecoder.decode(it, StandardCharsets.UTF_8))));
        return decoded;
    }

    /** All rows that match, one after the other, within one transaction. */
    public void read(ListQuery query, List<Column> columns, Consumer<Stream<Row>> reading) {
        reader.stream(query, columns, user.zone(), reading);
    }

    /** Which rows match. */
    public Matching matching(ListQuery query) {
        return reader.matching(query, user.zone());
    }

    /** Id and name of all rows that match. */
    public Selection selection(ListQuery query) {
        return reader.selection(query, user.zone());
    }

    /** Id and name of these rows. */
    public Selection selection(Listing listing, List<Long> ids) {
        return reader.selection(listing, ids);
    }

    /**
     * Which rows matched at a moment.
     *
     * @param count how many
     * @param mark made of their ids: another one when others match, as many as they may be
     */
    public record Matching(long count, long mark) {

        /** What {@link #of} reads, for the rows of a statement. */
        public static String sql(String id) {
            return "count(*), coalesce(bit_xor(hashint8extended(%s, 0)), 0)".formatted(id);
        }

        public static Matching of(ResultSet row, int at) throws SQLException {
            return new Matching(row.getLong(1), row.getLong(2));
        }
    }

    /**
     * What selects rows, for a statement that takes them somewhere.
     *
     * @param sql answers {@code id} and {@code name}
     * @param values that it names
     * @param expected others are not meant; null where whatever matches is
     */
    public record Selection(String sql, Map<String, Object> values, @Nullable Matching expected) {

        public Selection expecting(Matching rows) {
            return new Selection(sql, values, rows);
        }
    }

    /** Those that are shown: as asked for, as the user chose, or as the list begins. */
    List<Column> columns(ListQuery query) {
        var own = preferences.of(user.getUsername(), query.listing());
        return columns(
                query.listing(), query.columns().isEmpty() ? own.columns() : query.columns());
    }

    /** The first column names the row, and is always there. */
    private static List<Column> columns(Listing listing, List<String> chosen) {
        var first = listing.columns().getFirst();
        var others =
                (chosen.isEmpty() ? listing.defaultColumns() : chosen)
                        .stream().flatMap(it -> listing.column(it).stream());
        var shown = others.toList();
        return shown.contains(first)
                ? shown
                : Stream.concat(Stream.of(first), shown.stream()).toList();
    }
}
