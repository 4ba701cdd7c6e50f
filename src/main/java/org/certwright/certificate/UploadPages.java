package org.certwright.certificate;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.certwright.certificate.Upload.Result;
import org.certwright.certificate.UploadIntake.UploadForm;
import org.certwright.security.RequiresOperator;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form that takes certificates from files. */
@Controller
@RequestMapping("/provisioning/certificates/upload")
@RequiresOperator
class UploadPages {

    private final UploadIntake intake;

    UploadPages(UploadIntake intake) {
        this.intake = intake;
    }

    @GetMapping
    String form(@ModelAttribute("form") UploadForm form) {
        return "certificate/upload";
    }

    @PostMapping
    String upload(
            @ModelAttribute("form") UploadForm form,
            BindingResult errors,
            Principal user,
            RedirectAttributes redirect) {
        var results = intake.take(form, user.getName(), errors);
        if (errors.hasErrors()) return "certificate/upload";
        redirect.addFlashAttribute("message", said(results));
        return results.size() == 1
                ? "redirect:/provisioning/certificates/" + results.getFirst().certificateId()
                : "redirect:/provisioning/certificates";
    }

    private static String said(List<Result> results) {
        if (results.size() == 1)
            return "%s: %s."
                    .formatted(results.getFirst().name(), results.getFirst().outcome().label());
        return results.stream()
                        .collect(Collectors.groupingBy(Result::outcome, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(it -> it.getValue() + " " + it.getKey().label())
                        .collect(Collectors.joining(", "))
                + ".";
    }
}
