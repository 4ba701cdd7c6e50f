package org.certwright.certificate;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.certwright.certificate.CertificateAction.Done;
import org.certwright.security.RequiresOperator;
import org.certwright.web.NotFoundException;
import org.springframework.beans.factory.ObjectProvider;
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
    private final Configuring configuring;
    private final CertificateLocations locations;
    private final List<VersionAction> versionActions;

    CertificateActions(
            CertificateHeads heads,
            Configuring configuring,
            CertificateLocations locations,
            ObjectProvider<VersionAction> versionActions) {
        this.heads = heads;
        this.configuring = configuring;
        this.locations = locations;
        this.versionActions = versionActions.stream().toList();
    }

    @PostMapping("/ignore")
    String ignore(@PathVariable long id, RedirectAttributes redirect) {
        var name = heads.get(id).name();
        configuring.ignore(id, true);
        redirect.addFlashAttribute(
                "message", "%s is ignored: it is left out of provisioning.".formatted(name));
        return "redirect:/provisioning/certificates/{id}";
    }

    @PostMapping("/take-back")
    String takeBack(@PathVariable long id, RedirectAttributes redirect) {
        var name = heads.get(id).name();
        configuring.ignore(id, false);
        redirect.addFlashAttribute("message", "%s is no longer ignored.".formatted(name));
        return "redirect:/provisioning/certificates/{id}";
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
        var name = heads.get(id).name();
        configuring.delete(id);
        redirect.addFlashAttribute(
                "message", "Certificate %s deleted from the inventory.".formatted(name));
        return "redirect:/provisioning/certificates";
    }

    @PostMapping("/actions/{key}")
    String act(
            @PathVariable long id,
            @PathVariable String key,
            Principal user,
            RedirectAttributes redirect) {
        return went(heads.action(key).perform(id, user.getName()), redirect);
    }

    @PostMapping("/versions/{number}/actions/{key}")
    String act(
            @PathVariable long id,
            @PathVariable int number,
            @PathVariable String key,
            Principal user,
            RedirectAttributes redirect) {
        var action =
                versionActions.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("There is no such action."));
        return went(action.perform(id, number, user.getName()), redirect);
    }

    private static String went(Done done, RedirectAttributes redirect) {
        redirect.addFlashAttribute("message", done.message());
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
