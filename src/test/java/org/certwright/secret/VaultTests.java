package org.certwright.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.certwright.DatabaseTest;
import org.certwright.pki.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class VaultTests {

    private static final Secret PASSWORD = Secret.of("correct horse battery staple");

    @Autowired private Vault vault;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transaction;
    @TempDir private Path folder;

    @Test
    void revealsWhatItKeepsAndStoresNothingReadable() {
        var id = vault.keep(PASSWORD);

        assertThat(vault.reveal(id)).isEqualTo(PASSWORD);
        var stored =
                database.sql("select encode(sealed, 'escape') from secret where id = ?")
                        .param(id)
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain("horse");
    }

    @Test
    void doesNotOpenASecretMovedToAnotherRow() {
        var mine = vault.keep(PASSWORD);
        var other = vault.keep(Secret.of("another"));
        database.sql(
                        "update secret set sealed = (select sealed from secret where id = ?) where id = ?")
                .param(mine)
                .param(other)
                .update();

        assertThatThrownBy(() -> vault.reveal(other))
                .hasMessageContaining("cannot be opened")
                .hasMessageNotContaining("horse");
    }

    @Test
    void forgetsWhatIsDiscarded() {
        var id = vault.keep(PASSWORD);

        vault.discard(id);

        assertThatThrownBy(() -> vault.reveal(id)).hasMessageContaining("There is no secret");
    }

    @Test
    void makesAKeyFileOnlyItsOwnerReads() throws IOException {
        var first = new MasterKey("", folder);
        var second = new MasterKey("", folder);

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertThat(first.origin()).isEqualTo(second.origin()).endsWith("master.key");
    }

    @Test
    void refusesADatabaseSealedWithAnotherKey() {
        var another = new MasterKey(MasterKey.generate(), folder);

        assertThatThrownBy(() -> new MasterKeyCheck(database, another, transaction))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("does not fit this database")
                .hasMessageContaining("CERTWRIGHT_MASTER_KEY");
    }

    @Test
    void saysThatAKeyIsDamagedWithoutShowingIt() {
        assertThatThrownBy(() -> new MasterKey("{not-a-keyset}", folder))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("damaged")
                .hasMessageNotContaining("not-a-keyset");
    }
}
