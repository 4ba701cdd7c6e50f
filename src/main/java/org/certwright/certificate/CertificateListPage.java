package org.certwright.certificate;

import org.certwright.listing.Lists;
import org.certwright.security.RequiresAuditor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Provisioning Certificates: the list. */
@Controller
@RequiresAuditor
class CertificateListPage {

    private final Lists lists;

    CertificateListPage(Lists lists) {
        this.lists = lists;
    }

    @GetMapping("/provisioning/certificates")
    String list(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page(CertificateListing.KEY, asked));
        return "certificate/list";
    }
}
