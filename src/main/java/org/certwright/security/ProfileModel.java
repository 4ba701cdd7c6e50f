package org.certwright.security;

import jakarta.servlet.http.HttpSession;
import org.certwright.web.Choice;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the profile page shows beside the form that was sent, if one was. */
@Component
class ProfileModel {

    private final Sessions sessions;
    private final TokenAccounts tokens;

    ProfileModel(Sessions sessions, TokenAccounts tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    String show(SignedInUser user, HttpSession session, Model model) {
        begin(model, "profile", new ProfileForm(user.displayName(), user.timeZone()));
        begin(model, "password", new PasswordForm(null, null, null));
        begin(model, "token", TokenForm.BLANK);
        model.addAttribute("zones", TimeZones.choices());
        model.addAttribute("scopes", Choice.of(TokenScope.class, TokenScope::title));
        model.addAttribute("validities", Choice.of(TokenValidity.class, TokenValidity::title));
        model.addAttribute("sessions", sessions.of(user.username(), session.getId()));
        model.addAttribute("tokens", tokens.of(user.id()));
        return "security/profile";
    }

    private static void begin(Model model, String name, Object form) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, form);
        }
    }
}
