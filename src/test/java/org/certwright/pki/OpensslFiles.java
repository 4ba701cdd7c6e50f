package org.certwright.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.certwright.Peers;
import org.certwright.Processes;
import org.jspecify.annotations.Nullable;

/** A root, an intermediate and a leaf with its key, and files of every format made of them. */
public final class OpensslFiles {

    public static final String PASSWORD = "changeit-7";

    private final Path folder;
    private final String openssl = Peers.need("openssl").toString();

    /** Makes {@code root}, {@code ca} and {@code leaf}, each {@code .crt} and {@code .key}. */
    public OpensslFiles(Path folder) {
        this.folder = folder;
        make("root", "Example Root", "basicConstraints=critical,CA:TRUE", null);
        make("ca", "Example Issuing CA", "basicConstraints=critical,CA:TRUE", "root");
        make("leaf", "www.example.com", "subjectAltName=DNS:www.example.com", "ca");
    }

    private void make(String name, String commonName, String extension, @Nullable String issuer) {
        var command = new ArrayList<>(List.of("req", "-x509", "-newkey", "rsa:2048", "-nodes"));
        command.addAll(List.of("-keyout", path(name + ".key"), "-out", path(name + ".crt")));
        command.addAll(List.of("-days", "90", "-subj", "/CN=" + commonName));
        command.addAll(List.of("-addext", extension));
        if (!extension.startsWith("basic"))
            command.addAll(List.of("-addext", "basicConstraints=CA:FALSE"));
        if (issuer != null)
            command.addAll(List.of("-CA", path(issuer + ".crt"), "-CAkey", path(issuer + ".key")));
        openssl(command.toArray(String[]::new));
    }

    public void openssl(String... arguments) {
        var command = new ArrayList<>(List.of(openssl));
        command.addAll(List.of(arguments));
        Processes.run(command.toArray(String[]::new));
    }

    public String path(String name) {
        return folder.resolve(name).toString();
    }

    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One after the other, as text. */
    public byte[] joined(String... names) {
        var text = new StringBuilder();
        for (var it : names) text.append(new String(bytes(it), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] pkcs12() {
        openssl(
                "pkcs12",
                "-export",
                "-in",
                path("leaf.crt"),
                "-inkey",
                path("leaf.key"),
                "-certfile",
                path("ca.crt"),
                "-name",
                "www",
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                path("leaf.p12"));
        return bytes("leaf.p12");
    }

    public byte[] pkcs7(String form) {
        openssl(
                "crl2pkcs7",
                "-nocrl",
                "-certfile",
                path("leaf.crt"),
                "-certfile",
                path("ca.crt"),
                "-outform",
                form,
                "-out",
                path("leaf.p7b"));
        return bytes("leaf.p7b");
    }

    public byte[] der() {
        openssl("x509", "-in", path("leaf.crt"), "-outform", "DER", "-out", path("leaf.der"));
        return bytes("leaf.der");
    }

    public byte[] encryptedKey() {
        openssl(
                "pkcs8",
                "-topk8",
                "-in",
                path("leaf.key"),
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                path("leaf.enc"));
        return bytes("leaf.enc");
    }

    public byte[] legacyEncryptedKey() {
        openssl(
                "rsa",
                "-in",
                path("leaf.key"),
                "-traditional",
                "-aes256",
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                path("leaf.old"));
        return bytes("leaf.old");
    }

    public byte[] jks() {
        pkcs12();
        Processes.run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importkeystore",
                "-srckeystore",
                path("leaf.p12"),
                "-srcstoretype",
                "PKCS12",
                "-srcstorepass",
                PASSWORD,
                "-destkeystore",
                path("leaf.jks"),
                "-deststoretype",
                "JKS",
                "-deststorepass",
                PASSWORD,
                "-noprompt");
        return bytes("leaf.jks");
    }
}
