package org.certwright.audit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** An entry of the audit log, and whether the log is whole. */
@Controller
@RequestMapping("/admin/audit")
@PreAuthorize("hasRole('AUDITOR')") // security, which has an annotation for it, knows this package
class AuditPages {

    private final ReentrantLock checking = new ReentrantLock(true);
    private final AuditEntries entries;
    private final ChainCheck check;
    private final ApplicationEventPublisher events;

    AuditPages(AuditEntries entries, ChainCheck check, ApplicationEventPublisher events) {
        this.entries = entries;
        this.check = check;
        this.events = events;
    }

    @GetMapping("/{number:\\d+}")
    String entry(@PathVariable long number, Model model) {
        model.addAttribute(
                "entry",
                entries.findById(number)
                        .orElseThrow(() ->
                                new NotFoundException(
                                        "The audit log has no entry %d.".formatted(number))));
        model.addAttribute("last", entries.findById(number + 1).isEmpty());
        return "audit/entry";
    }

    @GetMapping("/verify")
    String verify(@ModelAttribute("form") VerifyForm form) {
        return "audit/verify";
    }

    /**
     * Answers with the page itself: what was found is true now, and not when it is loaded again.
     */
    @PostMapping("/verify")
    String verify(
            @Valid @ModelAttribute("form") VerifyForm form, BindingResult errors, Model model) {
        if (!errors.hasErrors()) {
            var report = checked(form.hash());
            model.addAttribute("report", report);
            events.publishEvent(Verified.of(report));
        }
        return "audit/verify";
    }

    /** One at a time: it reads the whole log. */
    private ChainReport checked(@Nullable String noted) {
        checking.lock();
        try {
            return check.run(noted);
        } finally {
            checking.unlock();
        }
    }

    /**
     * @param noted a hash that was copied from this page or from an entry; empty for none
     */
    record VerifyForm(
            @Pattern(regexp = "([0-9a-f]{64})?", message = "A hash has 64 hexadecimal digits.")
                    String noted) {

        VerifyForm {
            noted = noted == null ? "" : noted.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        }

        @Nullable String hash() {
            return noted.isEmpty() ? null : noted;
        }
    }

    private record Verified(String text) implements Audited {

        static Verified of(ChainReport report) {
            var broken = report.broken();
            return new Verified(
                    broken == null
                            ? "%,d entries, unbroken".formatted(report.entries())
                            : "Broken at entry %,d".formatted(broken.number()));
        }

        @Override
        public String action() {
            return "Verified";
        }

        @Override
        public String subjectType() {
            return "Audit log";
        }

        @Override
        public String subjectId() {
            return "chain";
        }
    }
}
