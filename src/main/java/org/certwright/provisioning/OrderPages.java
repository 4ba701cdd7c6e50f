package org.certwright.provisioning;

import org.certwright.certificate.NotNowException;
import org.certwright.listing.Lists;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The orders at CAs. */
@Controller
@RequestMapping("/provisioning/orders")
class OrderPages {

    private final Lists lists;
    private final RowActions actions;

    OrderPages(Lists lists, RowActions actions) {
        this.lists = lists;
        this.actions = actions;
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page("orders", asked));
        return "provisioning/orders";
    }

    @PostMapping("/{id}/cancel")
    @RequiresOperator
    String cancel(@PathVariable long id, RedirectAttributes redirect) {
        var done = actions.perform(ProvisioningActions.ORDERS, "cancel", id);
        redirect.addFlashAttribute("message", done.message());
        return "redirect:" + done.url();
    }

    @ExceptionHandler
    String notNow(NotNowException e, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", e.getMessage() + ".");
        return "redirect:/provisioning/orders";
    }
}
