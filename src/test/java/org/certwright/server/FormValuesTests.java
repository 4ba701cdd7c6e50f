package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.certwright.agent.job.OperatingSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormValuesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.28",
                "2001:db8::8",
                "::1",
                "localhost",
                "app-12.intern",
                "app-12.intern.",
                "9gag.com",
                "xn--bcher-kva.example"
            })
    void takesAddressesAndHostNames(String text) {
        assertThat(Addresses.valid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app-12.intern",
                "app-12.intern:22",
                "198.51.100",
                "198.51.100.300",
                "198.51.100.28/24",
                "2001:db8::zz",
                "-app.intern",
                "app..intern",
                "app intern",
                "app_12.intern"
            })
    void refusesWhatIsNeither(String text) {
        assertThat(Addresses.valid(text)).isFalse();
    }

    @Test
    void readsPortsAsPeopleTypeThem() {
        assertThat(Ports.parse(" 443, 8443;9443 443 ")).containsExactly(443, 8443, 9443);
        assertThat(Ports.parse(" ")).isEmpty();
        assertThat(Ports.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "84430", "443a", "-1", "99999999999"})
    void namesThePartThatIsNoPort(String text) {
        assertThatThrownBy(() -> Ports.parse("443, " + text))
                .hasMessageStartingWith(text + " is not a port")
                .hasMessageContaining("1 to 65535");
    }

    @Test
    void limitsThePorts() {
        assertThatThrownBy(() -> Ports.parse("443 ".repeat(Ports.MOST + 1)))
                .hasMessageContaining("more than the 20 allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/etc",
                "/etc/",
                "/etc/.",
                "/usr",
                "/tmp/x",
                "/proc/1",
                "/usr/bin/../bin",
                "C:\\",
                "c:\\windows",
                "C:\\Windows\\System32",
                "C:/Program Files/"
            })
    void keepsKeyStoresOutOfTheSystemsFolders(String folder) {
        assertThat(Folders.forbidden(folder)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/nginx/ssl",
                "/etc/ssl/certwright",
                "/opt/tomcat/conf",
                "/usr/local/apache2/conf",
                "C:\\Certificates",
                "/temporary"
            })
    void allowsFoldersOfTheirOwn(String folder) {
        assertThat(Folders.forbidden(folder)).isFalse();
    }

    @Test
    void knowsAbsolutePathsOfBothSystems() {
        assertThat(Folders.absolute("/etc/nginx", OperatingSystem.LINUX)).isTrue();
        assertThat(Folders.absolute("C:\\Apache24", OperatingSystem.WINDOWS)).isTrue();
        assertThat(Folders.absolute("\\\\server\\share", OperatingSystem.WINDOWS)).isTrue();
        assertThat(Folders.absolute("etc/nginx", OperatingSystem.LINUX)).isFalse();
        assertThat(Folders.absolute("C:\\Apache24", OperatingSystem.LINUX)).isFalse();
        assertThat(Folders.absolute("/etc/nginx", OperatingSystem.WINDOWS)).isFalse();
        assertThat(Folders.absolute("/etc/../root", OperatingSystem.LINUX)).isFalse();
        assertThat(Folders.absolute("/etc/\nnginx", OperatingSystem.LINUX)).isFalse();
    }
}
