package org.certwright.certificate;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.secret.Vault;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores configurations, and deletes certificates. */
@Service
class Configuring {

    private final Certificates certificates;
    private final CertificateVersions versions;
    private final List<CertificateKeys> others;
    private final Vault vault;
    private final Tags tags;
    private final Clock clock;

    Configuring(
            Certificates certificates,
            CertificateVersions versions,
            List<CertificateKeys> others,
            Vault vault,
            Tags tags,
            Clock clock) {
        this.certificates = certificates;
        this.versions = versions;
        this.others = others;
        this.vault = vault;
        this.tags = tags;
        this.clock = clock;
    }

    @Transactional
    public void change(long id, ConfigurationForm form, List<Place> places) {
        var certificate = locked(id);
        certificate.configure(form.toConfiguration(), form.botId(), places, clock.instant());
        tag(certificate, form);
        certificates.save(certificate);
    }

    /** A certificate that is yet to be issued. */
    @Transactional
    public long order(ConfigurationForm form, List<Place> places, String by) {
        var now = clock.instant();
        var certificate =
                certificates.save(
                        Certificate.toOrder(form.toConfiguration(), form.botId(), places, by, now));
        certificate.created("To be ordered");
        tag(certificate, form);
        return certificates.save(certificate).id();
    }

    @Transactional
    public void ignore(long id, boolean ignored) {
        var certificate = locked(id);
        if (ignored) certificate.ignore();
        else certificate.takeBack();
        certificates.save(certificate);
    }

    /**
     * With its versions, locations and targets; its keys leave the vault.
     *
     * @throws NotNowException while it is being ordered or deployed
     */
    @Transactional
    public void delete(long id) {
        var certificate = locked(id);
        if (certificate.isDeploying())
            throw new NotNowException(
                    certificate, "it is being deployed; wait for the end, or cancel it");
        if (certificate.status().ordering())
            throw new NotNowException(certificate, "it is being ordered; cancel the order first");
        var keys = new HashSet<>(versions.keysOf(id));
        others.forEach(it -> keys.addAll(it.of(id)));
        certificate.deleted();
        certificates.save(certificate);
        certificates.delete(certificate);
        certificates.flush();
        keys.forEach(vault::discard);
    }

    /** A form that did not ask for tags leaves them as they are. */
    private void tag(Certificate certificate, ConfigurationForm form) {
        if (form.tags() == null) return;
        var before = tags.of(CertificateListing.TAGGED, certificate.id());
        var after = TypedTags.parse(form.tags()).tags();
        tags.put(CertificateListing.TAGGED, certificate.id(), after);
        certificate.tagged(TypedTags.text(before), TypedTags.text(after));
    }

    private Certificate locked(long id) {
        return certificates
                .lock(id)
                .orElseThrow(() ->
                        new NotFoundException(
                                "There is no certificate %d any more.".formatted(id)));
    }
}
