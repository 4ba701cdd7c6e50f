package org.certwright.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a sheet in one format. Holds no state, so that many exports may run at once. */
interface SheetWriter {

    void write(Sheet sheet, Iterator<List<@Nullable Object>> rows, OutputStream out)
            throws IOException;
}
