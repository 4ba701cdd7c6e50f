package org.certwright.security;

import jakarta.servlet.http.HttpSession;
import org.certwright.web.Public;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log-in form; Spring Security receives what it sends. */
@Controller
class LoginController {

    private final Users users;

    LoginController(Users users) {
        this.users = users;
    }

    @Public
    @GetMapping("/login")
    String form(
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String ended,
            HttpSession session,
            Model model) {
        model.addAttribute("failed", session.getAttribute(LoginResults.FAILED));
        session.removeAttribute(LoginResults.FAILED);
        model.addAttribute("out", out != null);
        model.addAttribute("ended", ended != null);
        model.addAttribute("empty", !users.administratorExists());
        return "security/login";
    }
}
