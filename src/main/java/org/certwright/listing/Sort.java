package org.certwright.listing;

/** By which column, and which way. Rows that are equal in it are in the order of their ids. */
public record Sort(String column, boolean descending) {

    public static Sort by(String column) {
        return new Sort(column, false);
    }

    public Sort reversed() {
        return new Sort(column, !descending);
    }

    /** As the address has it. */
    String key() {
        return column + (descending ? ",desc" : ",asc");
    }
}
