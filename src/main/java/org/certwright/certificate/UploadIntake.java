package org.certwright.certificate;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.certwright.certificate.Upload.Result;
import org.certwright.pki.CertificateFile;
import org.certwright.pki.KeyPairs;
import org.certwright.pki.Secret;
import org.certwright.pki.UnreadableFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/** Reads the files of the Upload form, and has them taken into the inventory. */
@Component
class UploadIntake {

    /**
     * @param files one or many, of any format
     * @param password of those that are encrypted
     */
    record UploadForm(@Nullable List<MultipartFile> files, @Nullable Secret password) {
        List<MultipartFile> given() {
            return files == null ? List.of() : files.stream().filter(it -> !it.isEmpty()).toList();
        }
    }

    private final Upload upload;

    UploadIntake(Upload upload) {
        this.upload = upload;
    }

    /**
     * All or none.
     *
     * @param errors what is wrong is added; then nothing was taken
     */
    List<Result> take(UploadForm form, String by, Errors errors) {
        var files = read(form, errors);
        if (errors.hasErrors()) return List.of();
        var unmatched =
                files.stream().flatMap(it -> it.keys().stream()).filter(it -> !fits(it, files));
        if (unmatched.findAny().isPresent()) {
            errors.rejectValue(
                    "files",
                    "unmatched",
                    "There is a private key that fits none of the certificates. Nothing was added.");
            return List.of();
        }
        var results = upload.add(files, by);
        if (results.isEmpty())
            errors.rejectValue(
                    "files",
                    "no-leaf",
                    files.stream().anyMatch(it -> !it.keys().isEmpty())
                            ? "There is a private key, and no certificate of a server that fits it."
                            : "There are only certificates of CAs; one of a server is expected.");
        return results;
    }

    private static boolean fits(PrivateKey key, List<CertificateFile> files) {
        return files.stream()
                .flatMap(it -> it.certificates().stream())
                .anyMatch(it -> KeyPairs.match(it.getPublicKey(), key));
    }

    private static List<CertificateFile> read(UploadForm form, Errors errors) {
        if (form.given().isEmpty()) errors.rejectValue("files", "missing", "Choose a file.");
        var files = new ArrayList<CertificateFile>();
        for (var file : form.given())
            try {
                files.add(CertificateFile.read(file.getBytes(), form.password()));
            } catch (UnreadableFileException | IOException e) {
                errors.rejectValue(
                        "files",
                        "unreadable",
                        "%s: %s.".formatted(file.getOriginalFilename(), e.getMessage()));
            }
        return files;
    }
}
