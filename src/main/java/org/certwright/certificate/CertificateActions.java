package org.certwright.certificate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What can be done with a certificate: ignoring, deleting, and what other features contribute. */
@Controller
@RequestMapping("/provisioning/certificates/{id:\\d+}")
@RequiresOperator
class CertificateActions {

    private final CertificateHeads heads;
    private final CertificateLocations locations;
    private final RowActions actions;

    CertificateActions(CertificateHeads heads, CertificateLocations locations, RowActions actions) {
        this.heads = heads;
        this.locations = locations;
        this.actions = actions;
    }

    @GetMapping("/delete")
    String askToDelete(@PathVariable long id, Model model) {
        var certificate = heads.get(id);
        model.addAttribute("certificate", certificate);
        model.addAttribute("places", locations.count(id).present());
        return "certificate/delete";
    }

    @PostMapping("/delete")
    String delete(@PathVariable long id, RedirectAttributes redirect) {
        return act(id, "delete", redirect);
    }

    @PostMapping("/actions/{key}")
    String act(@PathVariable long id, @PathVariable String key, RedirectAttributes redirect) {
        return went(actions.perform(CertificateListing.KEY, key, id), redirect);
    }

    @PostMapping("/versions/{number}/actions/{key}")
    String act(
            @PathVariable long id,
            @PathVariable int number,
            @PathVariable String key,
            RedirectAttributes redirect) {
        var told = Map.of(VersionAction.VERSION, String.valueOf(number));
        return went(actions.perform(CertificateListing.KEY, key, id, told), redirect);
    }

    private static String went(Done done, RedirectAttributes redirect) {
        redirect.addFlashAttribute(done.succeeded() ? "message" : "failure", done.message());
        return "redirect:" + done.url();
    }

    /** It was possible when the page was made; now it no longer is. */
    @ExceptionHandler
    String tooLate(NotNowException e, HttpServletRequest request) {
        RequestContextUtils.getOutputFlashMap(request).put("failure", e.getMessage() + ".");
        var page = request.getRequestURI().replaceFirst("(/certificates/\\d+).*", "$1");
        return "redirect:" + page.substring(request.getContextPath().length());
    }
}
