package org.certwright.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.util.DefaultTempFileCreationStrategy;
import org.apache.poi.util.TempFile;
import org.springframework.util.FileSystemUtils;

/**
 * Where this thread's workbook keeps the rows until it is written: a folder that its owner alone
 * can read, and that goes with all that is in it.
 */
final class TemporaryFolder implements AutoCloseable {

    private final Path folder;

    TemporaryFolder() throws IOException {
        folder = Files.createTempDirectory("certwright-export");
        TempFile.setThreadLocalTempFileCreationStrategy(
                new DefaultTempFileCreationStrategy(folder.toFile()));
    }

    @Override
    public void close() throws IOException {
        TempFile.setThreadLocalTempFileCreationStrategy(null);
        FileSystemUtils.deleteRecursively(folder);
    }
}
