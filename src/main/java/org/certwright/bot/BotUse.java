package org.certwright.bot;

/** Implemented by what is mapped to bots; while something is, its bot cannot be deleted. */
public interface BotUse {

    /** What is mapped to the bot now. */
    Mapped mappedTo(long botId);

    /**
     * Maps all of it to another bot, by one statement, in the transaction of the caller.
     *
     * @return how many that were
     */
    int move(long from, long to);

    /** A number of things of one kind, as {@code 1, "server", "servers"}. */
    record Mapped(long count, String one, String many) {

        @Override
        public String toString() {
            return count + " " + (count == 1 ? one : many);
        }
    }
}
