package org.certwright.certificate;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.certwright.certificate.Upload.Outcome;
import org.certwright.certificate.Upload.Result;
import org.certwright.certificate.UploadIntake.UploadForm;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.web.ApiPaths;
import org.certwright.web.Created;
import org.certwright.web.InvalidInputException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Adds certificates and configures them, by the same forms as the pages. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/certificates")
class CertificateApi {

    private final CertificateHeads heads;
    private final CertificateVersions versions;
    private final ConfigurationFormModel forms;
    private final ConfigurationSaving saving;
    private final UploadIntake intake;

    CertificateApi(
            CertificateHeads heads,
            CertificateVersions versions,
            ConfigurationFormModel forms,
            ConfigurationSaving saving,
            UploadIntake intake) {
        this.heads = heads;
        this.versions = versions;
        this.forms = forms;
        this.saving = saving;
        this.intake = intake;
    }

    /** A leaf of a file, and what became of it. */
    record Uploaded(long id, String self, String name, Outcome outcome) {

        static Uploaded of(Result it) {
            return new Uploaded(
                    it.certificateId(),
                    ApiPaths.row(CertificateListing.KEY, it.certificateId()),
                    it.name(),
                    it.outcome());
        }
    }

    /** One that was issued. */
    record Version(
            int number,
            boolean current,
            VersionSource source,
            Instant createdAt,
            Instant notBefore,
            Instant notAfter,
            String subject,
            String issuer,
            String serial,
            String sha256,
            @Schema(description = "Whether the private key is known here") boolean keyKnown,
            @Schema(description = "The certificate and its intermediates, PEM") String chain) {

        static Version of(Certificate certificate, CertificateVersion it) {
            var current = certificate.currentVersion();
            return new Version(
                    it.number(),
                    current != null && current.id() == it.id(),
                    it.source(),
                    it.createdAt(),
                    it.notBefore(),
                    it.notAfter(),
                    it.subject(),
                    it.issuer(),
                    it.serial(),
                    it.sha256(),
                    it.keySecret() != null,
                    X509.pem(it.chain()));
        }
    }

    @PostMapping
    @RequiresOperator
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            tags = CertificateListing.KEY,
            summary = "Add a certificate that is to be ordered",
            description = "The action renew orders it.")
    ResponseEntity<Created> order(@RequestBody ConfigurationForm form, Principal user) {
        var errors = new MapBindingResult(new HashMap<>(), "form");
        var id = saving.order(form, user.getName(), errors);
        InvalidInputException.throwOn(errors);
        return Created.of(CertificateListing.KEY, id.orElseThrow());
    }

    @PostMapping("/upload")
    @RequiresOperator
    @Operation(
            tags = CertificateListing.KEY,
            summary = "Upload",
            description =
                    "PEM, DER, PKCS#7, PKCS#12 or JKS, one file or many, with or without private"
                            + " keys. All or none.")
    List<Uploaded> upload(@ModelAttribute UploadForm form, BindingResult errors, Principal user) {
        var results = intake.take(form, user.getName(), errors);
        InvalidInputException.throwOn(errors);
        return results.stream().map(Uploaded::of).toList();
    }

    @GetMapping("/{id:\\d+}/configuration")
    @RequiresAuditor
    @Operation(
            tags = CertificateListing.KEY,
            summary = "How a certificate is issued, renewed and deployed",
            description =
                    "What is stored; before that, what the current version and the places where it"
                            + " was found suggest.")
    ConfigurationForm configuration(@PathVariable long id) {
        return forms.of(heads.getWithTargets(id));
    }

    @PutMapping("/{id:\\d+}/configuration")
    @RequiresOperator
    @Operation(
            tags = CertificateListing.KEY,
            summary = "Configure",
            description = "All of it, as it was read; with lockVersion nobody's change is lost.")
    ConfigurationForm configure(@PathVariable long id, @RequestBody ConfigurationForm form) {
        var errors = new MapBindingResult(new HashMap<>(), "form");
        saving.change(heads.getWithTargets(id), form, errors);
        InvalidInputException.throwOn(errors);
        return configuration(id);
    }

    @GetMapping("/{id:\\d+}/versions")
    @RequiresAuditor
    @Operation(
            tags = CertificateListing.KEY,
            summary = "What was issued for a certificate, the latest first")
    List<Version> versions(@PathVariable long id) {
        var certificate = heads.get(id);
        return versions.of(id).stream().map(it -> Version.of(certificate, it)).toList();
    }
}
