package org.certwright.certificate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.certwright.ca.KnownRevocations.CertificateRevoked;
import org.certwright.ca.KnownRoots.RootsAdded;
import org.certwright.certificate.Weakness.Finding;
import org.certwright.pki.TrustAnchors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges current versions by the rules, and again when something changes that the rules look at: in
 * the same transaction where that is the certificate itself, soon after where it is another one.
 */
@Service
class Judging {

    private final Certificates certificates;
    private final CertificateVersions versions;
    private final Examiner examiner;
    private final JudgingTasks tasks;
    private final Clock clock;

    Judging(
            Certificates certificates,
            CertificateVersions versions,
            Examiner examiner,
            JudgingTasks tasks,
            Clock clock) {
        this.certificates = certificates;
        this.versions = versions;
        this.examiner = examiner;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** What is wrong with its current version, as it is seen now. */
    List<Finding> findings(Certificate certificate) {
        var version = certificate.currentVersion();
        if (version == null) return List.of();
        var examined = examiner.examine(certificate.id(), version.chain(), examiner.privateRoots());
        var findings = new ArrayList<Finding>();
        if (!clock.instant().isBefore(version.notAfter())) findings.add(Finding.EXPIRED);
        for (var rule : Weakness.values()) rule.in(examined).ifPresent(findings::add);
        return List.copyOf(findings);
    }

    @EventListener
    @Transactional
    public void on(VersionAdopted event) {
        certificates
                .findById(event.certificateId())
                .ifPresent(it -> judge(it, examiner.privateRoots()));
    }

    @EventListener
    @Transactional
    public void on(KeyReleased event) {
        judgeOther(event.certificateId(), event.keySha256());
    }

    @EventListener
    @Transactional
    public void on(CertificateRevoked event) {
        versions.findBySha256(X509.sha256(event.certificate()))
                .ifPresent(it -> judge(it.certificate().id()));
    }

    @EventListener
    @Transactional
    public void on(RootsAdded event) {
        tasks.judgeUntrustedSoon();
    }

    @Transactional
    public void judge(long certificateId) {
        certificates.lock(certificateId).ifPresent(it -> judge(it, examiner.privateRoots()));
    }

    /**
     * Those that nobody else is changing; the others are left for another time.
     *
     * @return how many they are
     */
    @Transactional
    public int judge(List<Long> certificateIds) {
        var roots = examiner.privateRoots();
        var free = certificates.lockFree(certificateIds);
        versions.current(certificateIds);
        free.forEach(it -> judge(it, roots));
        return free.size();
    }

    private void judge(Certificate certificate, TrustAnchors privateRoots) {
        var version = certificate.currentVersion();
        if (version == null) return;
        var former = certificate.judgement().keySha256();
        var judgement =
                Judgement.of(examiner.examine(certificate.id(), version.chain(), privateRoots));
        certificate.judged(judgement);
        var key = judgement.keySha256();
        if (key == null || key.equals(former)) return;
        judgeOther(certificate.id(), key);
        if (former != null) judgeOther(certificate.id(), former);
    }

    /** Where just one other has a key, it has begun or ceased to share it; more share it anyway. */
    private void judgeOther(long certificateId, String key) {
        examiner.onlyOther(certificateId, key).ifPresent(tasks::judgeSoon);
    }
}
