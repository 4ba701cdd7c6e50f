package org.certwright.certificate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.certwright.pki.DerChain;
import org.certwright.pki.Pkcs12;
import org.certwright.pki.Secret;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Hands out a version as a file; with its private key only encrypted, and on record. */
@Controller
@RequestMapping("/provisioning/certificates/{id:\\d+}/download")
class DownloadPages {

    private static final int SHORTEST = 8;

    /** Of the key store. */
    record PasswordForm(@Nullable Secret password, @Nullable Secret again) {}

    private final CertificateHeads heads;
    private final CertificateVersions versions;
    private final VersionMaterial material;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    DownloadPages(
            CertificateHeads heads,
            CertificateVersions versions,
            VersionMaterial material,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.heads = heads;
        this.versions = versions;
        this.material = material;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * @param version its number; the current one where it is missing
     */
    @GetMapping
    @RequiresAuditor
    String form(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Model model) {
        return page(id, version(id, version), model);
    }

    @GetMapping("/{number:\\d+}.pem")
    @RequiresAuditor
    ResponseEntity<byte[]> pem(@PathVariable long id, @PathVariable int number) {
        var version = version(id, number);
        return file(
                version,
                "pem",
                X509.pem(List.of(version.leaf())).getBytes(StandardCharsets.US_ASCII));
    }

    @GetMapping("/{number:\\d+}.der")
    @RequiresAuditor
    ResponseEntity<byte[]> der(@PathVariable long id, @PathVariable int number) {
        var version = version(id, number);
        return file(version, "cer", DerChain.encode(List.of(version.leaf())));
    }

    @GetMapping("/{number:\\d+}-chain.pem")
    @RequiresAuditor
    ResponseEntity<byte[]> chain(@PathVariable long id, @PathVariable int number) {
        var version = version(id, number);
        return file(
                version,
                "chain.pem",
                X509.pem(version.chain()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Answers with the file, or with the page and what is wrong. */
    @PostMapping("/{number:\\d+}.p12")
    @RequiresAdministrator
    Object pkcs12(
            @PathVariable long id,
            @PathVariable int number,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Model model) {
        var version = version(id, number);
        var password = form.password();
        if (password == null || password.reveal().length() < SHORTEST)
            errors.rejectValue("password", "short", "At least %d characters.".formatted(SHORTEST));
        else if (!Objects.equals(password, form.again()))
            errors.rejectValue("again", "different", "The two passwords differ.");
        if (version.keySecret() == null)
            errors.rejectValue("password", "no-key", "The private key is not known here.");
        if (errors.hasErrors() || password == null) return page(id, version, model);
        var content = Pkcs12.write(material.of(version.id()), version.commonName(), password);
        var certificate = heads.get(id);
        transaction.executeWithoutResult(_ ->
                events.publishEvent(
                        new CertificateEvent(
                                id,
                                certificate.name(),
                                "Downloaded",
                                "Version %d with its private key, as PKCS#12".formatted(number))));
        return file(version, "p12", content);
    }

    private String page(long id, CertificateVersion version, Model model) {
        model.addAttribute("certificate", heads.get(id));
        model.addAttribute("number", version.number());
        model.addAttribute("keyKnown", version.keySecret() != null);
        return "certificate/download";
    }

    private CertificateVersion version(long id, @Nullable Integer number) {
        var certificate = heads.get(id);
        var version =
                number == null
                        ? certificate.currentVersion()
                        : versions.find(id, number).orElse(null);
        if (version == null)
            throw new NotFoundException(
                    number == null
                            ? "Certificate %s has not been issued yet."
                                    .formatted(certificate.name())
                            : "There is no version %d.".formatted(number));
        return version;
    }

    private static ResponseEntity<byte[]> file(
            CertificateVersion version, String ending, byte[] content) {
        var name = version.commonName().isEmpty() ? "certificate" : version.commonName();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(
                                        "%s.%s"
                                                .formatted(
                                                        name.replace("*", "wildcard")
                                                                .replaceAll("[^\\w.-]", "_"),
                                                        ending))
                                .build()
                                .toString())
                .body(content);
    }
}
