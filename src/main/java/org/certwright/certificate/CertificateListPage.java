package org.certwright.certificate;

import java.util.Arrays;
import org.certwright.certificate.CertificateRow.View;
import org.certwright.security.RequiresAuditor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Provisioning Certificates: the list. */
@Controller
@RequiresAuditor
class CertificateListPage {

    private final CertificateList list;

    CertificateListPage(CertificateList list) {
        this.list = list;
    }

    @GetMapping("/provisioning/certificates")
    String list(
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var chosen = View.of(view);
        var search = q == null || q.isBlank() ? null : q.strip();
        var counts = list.counts();
        var total = search == null ? counts.getOrDefault(chosen, 0L) : list.count(chosen, search);
        var pages = (int) Math.max(1, Math.ceilDiv(total, CertificateList.PAGE));
        var current = Math.clamp(page, 1, pages);
        model.addAttribute("rows", list.rows(chosen, search, current - 1));
        model.addAttribute(
                "views",
                Arrays.stream(View.values())
                        .map(it ->
                                new ViewTab(
                                        it.key(),
                                        it.label(),
                                        counts.getOrDefault(it, 0L),
                                        it == chosen))
                        .toList());
        model.addAttribute("view", chosen);
        model.addAttribute("search", search);
        model.addAttribute("all", counts.getOrDefault(View.ALL, 0L));
        model.addAttribute("total", total);
        model.addAttribute("first", total == 0 ? 0 : (current - 1) * CertificateList.PAGE + 1);
        model.addAttribute("last", Math.min(total, (long) current * CertificateList.PAGE));
        model.addAttribute("page", current);
        model.addAttribute("pages", pages);
        return "certificate/list";
    }

    record ViewTab(String key, String label, long count, boolean active) {}
}
