package org.certwright.provisioning;

import java.security.Principal;
import org.certwright.certificate.NotNowException;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The orders at CAs. */
@Controller
@RequestMapping("/provisioning/orders")
class OrderPages {

    private final OrderRows rows;
    private final Ordering ordering;

    OrderPages(OrderRows rows, Ordering ordering) {
        this.rows = rows;
        this.ordering = ordering;
    }

    @GetMapping
    @RequiresAuditor
    String list(Model model) {
        model.addAttribute("rows", rows.latest());
        return "provisioning/orders";
    }

    @PostMapping("/{id}/cancel")
    @RequiresOperator
    String cancel(@PathVariable long id, Principal user, RedirectAttributes redirect) {
        ordering.cancel(id, user.getName());
        redirect.addFlashAttribute(
                "message",
                "Order %d is cancelled. What the CA may have issued meanwhile is not used."
                        .formatted(id));
        return "redirect:/provisioning/orders";
    }

    @ExceptionHandler
    String notNow(NotNowException e, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", e.getMessage() + ".");
        return "redirect:/provisioning/orders";
    }
}
