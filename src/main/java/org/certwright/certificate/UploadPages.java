package org.certwright.certificate;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.certwright.certificate.Upload.Result;
import org.certwright.pki.CertificateFile;
import org.certwright.pki.Secret;
import org.certwright.pki.UnreadableFileException;
import org.certwright.security.RequiresOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form that takes certificates from files. */
@Controller
@RequestMapping("/provisioning/certificates/upload")
@RequiresOperator
class UploadPages {

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

    UploadPages(Upload upload) {
        this.upload = upload;
    }

    @GetMapping
    String form(@ModelAttribute("form") UploadForm form) {
        return "certificate/upload";
    }

    @PostMapping
    String upload(
            @ModelAttribute("form") UploadForm form,
            BindingResult errors,
            Principal user,
            RedirectAttributes redirect) {
        var files = read(form, errors);
        if (errors.hasErrors()) return "certificate/upload";
        var results = upload.add(files, user.getName());
        if (results.isEmpty()) {
            errors.rejectValue(
                    "files",
                    "no-leaf",
                    files.stream().anyMatch(it -> !it.keys().isEmpty())
                            ? "There is a private key, and no certificate of a server that fits it."
                            : "There are only certificates of CAs; one of a server is expected.");
            return "certificate/upload";
        }
        redirect.addFlashAttribute("message", said(results));
        return results.size() == 1
                ? "redirect:/provisioning/certificates/" + results.getFirst().certificateId()
                : "redirect:/provisioning/certificates";
    }

    private static List<CertificateFile> read(UploadForm form, BindingResult errors) {
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

    private static String said(List<Result> results) {
        if (results.size() == 1)
            return "%s: %s."
                    .formatted(results.getFirst().name(), results.getFirst().outcome().label());
        return results.stream()
                        .collect(Collectors.groupingBy(Result::outcome, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(it -> it.getValue() + " " + it.getKey().label())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
