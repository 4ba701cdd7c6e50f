package org.certwright.certificate;

/** Serials and fingerprints as people compare them. */
final class Hex {

    private Hex() {}

    /** "0a:3f:9c" of "a3f9c". */
    static String colons(String hex) {
        var even = hex.length() % 2 == 0 ? hex : "0" + hex;
        return String.join(":", even.split("(?<=\\G..)"));
    }

    /** "0a:3f:9c…c2:71" where it is long. */
    static String brief(String colons) {
        return colons.length() <= 17
                ? colons
                : colons.substring(0, 8) + "…" + colons.substring(colons.length() - 5);
    }
}
