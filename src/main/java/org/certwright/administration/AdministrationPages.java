package org.certwright.administration;

import org.certwright.listing.Lists;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class AdministrationPages {

    private final Lists lists;

    AdministrationPages(Lists lists) {
        this.lists = lists;
    }

    @GetMapping("/admin/users")
    @RequiresAdministrator
    String users(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page("users", asked));
        return "administration/users";
    }

    @GetMapping("/admin/audit")
    @RequiresAuditor
    String audit(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page("audit", asked));
        return "administration/audit";
    }
}
