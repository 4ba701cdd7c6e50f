package org.certwright.server;

import java.util.List;

/** Implemented by what uses servers; while something does, a server cannot be deleted. */
public interface ServerUse {

    /**
     * @return what uses it, named as pages show it, for example {@code Certificate
     *     www.example.com}; empty when nothing does
     */
    List<String> usesOf(long serverId);
}
