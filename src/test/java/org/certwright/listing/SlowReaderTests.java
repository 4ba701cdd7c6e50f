package org.certwright.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.certwright.DatabaseTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.util.LinkedMultiValueMap;

/** Whoever takes an export slowly holds nothing that others need. */
@DatabaseTest
class SlowReaderTests {

    @Autowired private ListExports exports;
    @Autowired private DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"excel", "pdf"})
    @WithMockUser(roles = "AUDITOR")
    void holdsNoConnectionWhileTheExportIsSent(String format) throws Exception {
        var pool = database.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        var held = new ArrayList<Integer>();
        var response =
                new MockHttpServletResponse() {
                    @Override
                    public ServletOutputStream getOutputStream() {
                        return new Watched(() -> held.add(pool.getActiveConnections()));
                    }
                };

        exports.export("certificates", format, new LinkedMultiValueMap<>(), response);

        assertThat(held).isNotEmpty().containsOnly(0);
    }

    private static final class Watched extends ServletOutputStream {

        private final Runnable written;

        Watched(Runnable written) {
            this.written = written;
        }

        @Override
        public void write(int one) {
            written.run();
        }

        @Override
        public void write(byte[] some, int from, int length) {
            written.run();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
